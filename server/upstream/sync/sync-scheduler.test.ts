import Fastify from 'fastify';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openEventHub } from '../../events/event-hub.ts';
import { syncClient } from '../../testing/clients/sync-client.ts';
import { listedModel, type OddRegistry, oddRegistry } from '../../testing/fakes/odd-registry.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { remoteCredentialsIn } from '../identity/remote-credentials.ts';
import { openUpstream } from '../transport/upstream.ts';
import { openSyncScheduler } from './sync-scheduler.ts';

const ctx = setUpRemote();

let registry: OddRegistry;
beforeEach(() => {
  registry = oddRegistry();
  ctx.proxy.respond = registry.respond;
});

/** A scheduler on the front's database, as another gateway on it has one. */
async function openBeside(refreshEvery: number) {
  const { store, secret, listen } = ctx.front;
  const upstream = openUpstream({ modelarts: ctx.proxy.url, iam: ctx.proxy.url });
  const hub = await openEventHub(listen, () => undefined);
  const remoteCredentials = remoteCredentialsIn(store, upstream, secret);
  const scheduler = openSyncScheduler({
    store,
    upstream,
    remoteCredentials,
    hub,
    refreshEvery,
    log: Fastify().log,
  });
  onTestFinished(async () => {
    await scheduler.close();
    await hub.close();
    await upstream.close();
  });
  return { scheduler, hub };
}

it('reads a name again that a deletion touched, and nothing else', async () => {
  registry.models = [listedModel('pose', 1), listedModel('pose', 2), listedModel('bert', 1)];
  const sync = await syncClient(ctx.front, await ctx.signInToConsole());
  await sync.untilIdle();
  const { scheduler } = await openBeside(60_000);
  registry.models = [listedModel('pose', 2)];
  const asked = ctx.proxy.received.length;
  await scheduler.invalidate(ctx.project, 'pose');
  await sync.events.next('models', ({ names }) => names?.includes('pose') === true);
  const rows = await ctx.front.store
    .selectFrom('models')
    .select('model_id')
    .where('project_id', '=', ctx.project.project_id)
    .orderBy('model_id')
    .execute();
  expect(rows.map(({ model_id }) => model_id)).toEqual(['bert-1', 'pose-2']);
  const targets = ctx.proxy.received.slice(asked).map(({ url }) => url);
  expect(targets).toEqual([expect.stringContaining('model_name=pose&exact_match=true')]);
});

it('knows of no mirror of a project that nobody signed in to', async () => {
  const { scheduler } = await openBeside(60_000);
  const asked = ctx.proxy.received.length;
  await scheduler.invalidate(ctx.project, 'pose');
  await scheduler.close();
  expect(ctx.proxy.received.length).toBe(asked);
});

it('reads anew, again and again, while somebody follows the project', async () => {
  const sync = await syncClient(ctx.front, await ctx.signInToConsole());
  const first = await sync.untilIdle();
  const { hub } = await openBeside(50);
  const follower = { user_id: '', tell: () => undefined, end: () => undefined, endIfOver: async () => false };
  onTestFinished(hub.follow(ctx.project.project_id, follower));
  registry.models = [listedModel('pose', 1)];
  await sync.events.next('models', ({ names }) => names?.includes('pose') === true);
  expect((await sync.status()).read_at).toBeGreaterThanOrEqual(first.read_at ?? Number.NaN);
  registry.models = [];
  await sync.events.next('models', ({ names }) => names?.includes('pose') === true);
});

it('does not read anew at a sign-in what was read a short while ago', async () => {
  const sync = await syncClient(ctx.front, await ctx.signInToConsole());
  const { read_at } = await sync.untilIdle();
  const { scheduler } = await openBeside(60_000);
  const asked = ctx.proxy.received.length;
  scheduler.onSignIn(ctx.project.project_id);
  await scheduler.close();
  expect((await sync.status()).read_at).toBe(read_at);
  expect(ctx.proxy.received.length).toBe(asked);
});
