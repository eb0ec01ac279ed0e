import Fastify from 'fastify';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openEventHub } from '../../events/event-hub.ts';
import { mirrorClient } from '../../testing/clients/sync-client.ts';
import { listedModel, type OddRegistry, oddRegistry } from '../../testing/fakes/odd-registry.ts';
import { stageRemote } from '../../testing/setup/use-test-remote.ts';
import { loginsIn } from '../identity/remote-credentials.ts';
import { openUpstream } from '../transport/upstream.ts';
import { openMirrors } from './sync-scheduler.ts';

const at = stageRemote();

let registry: OddRegistry;
beforeEach(() => {
  registry = oddRegistry();
  at.between.respond = registry.respond;
});

/** Mirrors of the front's database, as another gateway on it keeps them. */
async function mirrorsBeside(refreshEvery: number) {
  const { store, secret, listen } = at.front;
  const upstream = openUpstream({ modelarts: at.between.url, iam: at.between.url });
  const hub = await openEventHub(listen, () => undefined);
  const logins = loginsIn(store, upstream, secret);
  const mirrors = openMirrors({ ...{ store, upstream, logins, hub, refreshEvery }, log: Fastify().log });
  onTestFinished(async () => {
    await mirrors.close();
    await hub.close();
    await upstream.close();
  });
  return { mirrors, hub };
}

it('reads a name again that a deletion touched, and nothing else', async () => {
  registry.models = [listedModel('pose', 1), listedModel('pose', 2), listedModel('bert', 1)];
  const mirror = await mirrorClient(at.front, await at.comeIn());
  await mirror.settled();
  const { mirrors } = await mirrorsBeside(60_000);
  registry.models = [listedModel('pose', 2)];
  const asked = at.between.came.length;
  await mirrors.touched(at.project, 'pose');
  await mirror.events.next('models', ({ names }) => names?.includes('pose') === true);
  const rows = await at.front.store
    .selectFrom('models')
    .select('model_id')
    .where('project_id', '=', at.project.project_id)
    .orderBy('model_id')
    .execute();
  expect(rows.map(({ model_id }) => model_id)).toEqual(['bert-1', 'pose-2']);
  const targets = at.between.came.slice(asked).map(({ url }) => url);
  expect(targets).toEqual([expect.stringContaining('model_name=pose&exact_match=true')]);
});

it('knows of no mirror of a project that nobody signed in to', async () => {
  const { mirrors } = await mirrorsBeside(60_000);
  const asked = at.between.came.length;
  await mirrors.touched(at.project, 'pose');
  await mirrors.close();
  expect(at.between.came.length).toBe(asked);
});

it('reads anew, again and again, while somebody follows the project', async () => {
  const mirror = await mirrorClient(at.front, await at.comeIn());
  const first = await mirror.settled();
  const { hub } = await mirrorsBeside(50);
  const follower = { user_id: '', tell: () => undefined, end: () => undefined, endIfOver: async () => false };
  onTestFinished(hub.follow(at.project.project_id, follower));
  registry.models = [listedModel('pose', 1)];
  await mirror.events.next('models', ({ names }) => names?.includes('pose') === true);
  expect((await mirror.look()).read_at).toBeGreaterThanOrEqual(first.read_at ?? Number.NaN);
  registry.models = [];
  await mirror.events.next('models', ({ names }) => names?.includes('pose') === true);
});

it('does not read anew at a sign-in what was read a short while ago', async () => {
  const mirror = await mirrorClient(at.front, await at.comeIn());
  const { read_at } = await mirror.settled();
  const { mirrors } = await mirrorsBeside(60_000);
  const asked = at.between.came.length;
  mirrors.welcome(at.project.project_id);
  await mirrors.close();
  expect((await mirror.look()).read_at).toBe(read_at);
  expect(at.between.came.length).toBe(asked);
});
