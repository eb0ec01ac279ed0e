import { beforeEach, expect, it } from 'vitest';
import { readTotals } from '../../registry/groups/project-totals.ts';
import { rowsOf } from '../../registry/models/insert-models.ts';
import { syncClient } from '../../testing/clients/sync-client.ts';
import { listedModel, type OddRegistry, oddRegistry } from '../../testing/fakes/odd-registry.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { startGateway } from '../../testing/setup/start-gateway.ts';
import { invalidateName } from './invalidate-name.ts';
import { readModelRow } from './rows/read-model-row.ts';

const ctx = setUpRemote();

/** Blocks whoever passes until it is opened. */
function gate() {
  const reached = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    open: () => open.resolve(),
    pass: async () => {
      reached.resolve();
      await open.promise;
    },
  };
}

let registry: OddRegistry;
beforeEach(() => {
  registry = oddRegistry();
  registry.models = [listedModel('pose', 1), listedModel('pose', 2)];
  ctx.proxy.respond = registry.respond;
});

const row = () => ctx.front.store.selectFrom('mirrors').where('project_id', '=', ctx.project.project_id);
const stored = async () => {
  const { project_id } = ctx.project;
  const models = ctx.front.store.selectFrom('models').where('project_id', '=', project_id);
  const rows = await models.select('model_id').orderBy('model_id').execute();
  return rows.map(({ model_id }) => model_id);
};
const beside = () =>
  startGateway({
    beside: ctx.front,
    settings: { remote: { modelarts: ctx.proxy.url, iam: ctx.proxy.url } },
  });

it('gives the right to read to one gateway at a time', async () => {
  const cookie = await ctx.signInToConsole();
  const sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();
  const other = await beside();
  const page = gate();
  registry.onPage = page.pass;
  const before = ctx.proxy.received.length;
  const refresh = (gateway: typeof other) =>
    gateway.http('POST', '/api/mirror/refresh', { cookie, origin: gateway.url });
  const answers = await Promise.all([refresh(ctx.front), refresh(other), refresh(other)]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  await page.reached;
  expect((await sync.status()).reading).toMatchObject({ versions: 0 });
  page.open();
  await sync.untilIdle();
  const pages = ctx.proxy.received.slice(before).filter(({ url }) => url.includes('/models?'));
  expect(pages.length).toBe(1);
  await other.close();
});

it('is given up when the gateway stops, which waits for nothing; what was read stays', async () => {
  const cookie = await ctx.signInToConsole();
  const sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();
  const { read_at } = await sync.status();
  const other = await beside();
  const page = gate();
  registry.onPage = page.pass;
  registry.models = [];
  await other.http('POST', '/api/mirror/refresh', { cookie, origin: other.url });
  await page.reached;
  await other.close();
  page.open();
  expect(await sync.status()).toMatchObject({ read_at, reading: null, problem: null });
  expect(await stored()).toEqual(['pose-1', 'pose-2']);
  await sync.refresh();
  expect(await stored()).toEqual([]);
});

it('is taken over from a gateway that is silent, which then writes nothing more', async () => {
  const cookie = await ctx.signInToConsole();
  const sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();
  const page = gate();
  registry.onPage = page.pass;
  registry.models = [listedModel('stale', 1)];
  const other = await beside();
  await other.http('POST', '/api/mirror/refresh', { cookie, origin: other.url });
  await page.reached;

  const { project_id } = ctx.project;
  const state = ctx.front.store.updateTable('mirrors').where('project_id', '=', project_id);
  await state.set({ seen_at: Date.now() - 60_000 }).execute();
  registry.onPage = () => undefined;
  registry.models = [listedModel('pose', 1)];
  await sync.refresh();
  page.open();
  await other.close();
  expect(await stored()).toEqual(['pose-1']);
});

it('counts what a reading stored that broke off before it came to that', async () => {
  const sync = await syncClient(ctx.front, await ctx.signInToConsole());
  await sync.untilIdle();
  const { store } = ctx.front;
  const { project_id } = ctx.project;
  registry.models.push(listedModel('pose', 3));
  const read = readModelRow(listedModel('pose', 3));
  const raw = 'read' in read ? [...rowsOf(project_id, [read.read])].flat() : [];
  await store.insertInto('models').values(raw).execute();
  await store.updateTable('mirrors').set({ is_summed: false }).where('project_id', '=', project_id).execute();
  await sync.refresh();
  const { versions } = await store
    .selectFrom('model_groups')
    .where('project_id', '=', project_id)
    .select('versions')
    .executeTakeFirstOrThrow();
  expect(versions).toBe(3);
  expect((await readTotals(store, project_id)).versions).toBe(3);
  expect((await row().select('is_summed').executeTakeFirstOrThrow()).is_summed).toBe(true);
});

it('does not bring back what a deletion took while a page was on its way', async () => {
  const sync = await syncClient(ctx.front, await ctx.signInToConsole());
  await sync.untilIdle();
  const page = gate();
  registry.onPage = page.pass;
  const refreshed = sync.refresh();
  await page.reached;
  registry.models = [listedModel('pose', 2)];
  await invalidateName(ctx.front.store, ctx.project.project_id, 'pose');
  page.open();
  await refreshed;
  expect(await stored()).toEqual(['pose-2']);
});

it('notes why a reading came to no end, and leaves the lists as they are', async () => {
  const sync = await syncClient(ctx.front, await ctx.signInToConsole());
  const { read_at } = await sync.untilIdle();
  const refusal = { error_code: 'ModelArts.0203', error_msg: 'The token is not valid.' };
  ctx.proxy.respond = ({ url }, outgoing) =>
    url.startsWith('/v1/') ? outgoing.writeHead(401).end(JSON.stringify(refusal)) : undefined;
  expect(await sync.refresh()).toMatchObject({
    read_at,
    reading: null,
    problem: { code: 'ModelArts.0203', message: 'The token is not valid.' },
  });
  expect(await stored()).toEqual(['pose-1', 'pose-2']);
  ctx.proxy.respond = registry.respond;
  await ctx.signInToConsole();
  await sync.events.next('mirror');
  expect(await sync.untilIdle()).toMatchObject({ problem: null });
});

it('tells how far it is while it goes on', async () => {
  const page = gate();
  registry.services = [{ service_id: 's', service_name: 's' }];
  registry.onPage = page.pass;
  const sync = await syncClient(ctx.front, await ctx.signInToConsole());
  await page.reached;
  expect(await sync.status()).toMatchObject({ read_at: null, reading: { names: 0, versions: 0 } });
  page.open();
  await sync.events.next('mirror');
  await sync.untilIdle();
  expect(await row().select(['names', 'versions', 'services']).executeTakeFirstOrThrow()).toEqual({
    names: 1,
    versions: 2,
    services: 1,
  });
});
