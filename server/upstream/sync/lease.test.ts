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

/** Lets a page be made, and holds it back until it is let go. */
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
  ctx.between.respond = registry.respond;
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
    settings: { remote: { modelarts: ctx.between.url, iam: ctx.between.url } },
  });

it('gives the right to read to one gateway at a time', async () => {
  const cookie = await ctx.comeIn();
  const mirror = await syncClient(ctx.front, cookie);
  await mirror.settled();
  const other = await beside();
  const page = gate();
  registry.onPage = page.pass;
  const before = ctx.between.came.length;
  const refresh = (gateway: typeof other) =>
    gateway.http('POST', '/api/mirror/refresh', { cookie, origin: gateway.url });
  const answers = await Promise.all([refresh(ctx.front), refresh(other), refresh(other)]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  await page.reached;
  expect((await mirror.look()).reading).toMatchObject({ versions: 0 });
  page.open();
  await mirror.settled();
  const pages = ctx.between.came.slice(before).filter(({ url }) => url.includes('/models?'));
  expect(pages.length).toBe(1);
  await other.close();
});

it('is given up when the gateway stops, which waits for nothing; what was read stays', async () => {
  const cookie = await ctx.comeIn();
  const mirror = await syncClient(ctx.front, cookie);
  await mirror.settled();
  const { read_at } = await mirror.look();
  const other = await beside();
  const page = gate();
  registry.onPage = page.pass;
  registry.models = [];
  await other.http('POST', '/api/mirror/refresh', { cookie, origin: other.url });
  await page.reached;
  await other.close();
  page.open();
  expect(await mirror.look()).toMatchObject({ read_at, reading: null, problem: null });
  expect(await stored()).toEqual(['pose-1', 'pose-2']);
  await mirror.refresh();
  expect(await stored()).toEqual([]);
});

it('is taken over from a gateway that is silent, which then writes nothing more', async () => {
  const cookie = await ctx.comeIn();
  const mirror = await syncClient(ctx.front, cookie);
  await mirror.settled();
  const page = gate();
  registry.onPage = page.pass;
  registry.models = [listedModel('stale', 1)];
  const other = await beside();
  await other.http('POST', '/api/mirror/refresh', { cookie, origin: other.url });
  await page.reached;

  const { project_id } = ctx.project;
  const mirrors = ctx.front.store.updateTable('mirrors').where('project_id', '=', project_id);
  await mirrors.set({ seen_at: Date.now() - 60_000 }).execute();
  registry.onPage = () => undefined;
  registry.models = [listedModel('pose', 1)];
  await mirror.refresh();
  page.open();
  await other.close();
  expect(await stored()).toEqual(['pose-1']);
});

it('counts what a reading stored that broke off before it came to that', async () => {
  const mirror = await syncClient(ctx.front, await ctx.comeIn());
  await mirror.settled();
  const { store } = ctx.front;
  const { project_id } = ctx.project;
  registry.models.push(listedModel('pose', 3));
  const read = readModelRow(listedModel('pose', 3));
  const raw = 'read' in read ? [...rowsOf(project_id, [read.read])].flat() : [];
  await store.insertInto('models').values(raw).execute();
  await store.updateTable('mirrors').set({ is_summed: false }).where('project_id', '=', project_id).execute();
  await mirror.refresh();
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
  const mirror = await syncClient(ctx.front, await ctx.comeIn());
  await mirror.settled();
  const page = gate();
  registry.onPage = page.pass;
  const refreshed = mirror.refresh();
  await page.reached;
  registry.models = [listedModel('pose', 2)];
  await invalidateName(ctx.front.store, ctx.project.project_id, 'pose');
  page.open();
  await refreshed;
  expect(await stored()).toEqual(['pose-2']);
});

it('notes why a reading came to no end, and leaves the lists as they are', async () => {
  const mirror = await syncClient(ctx.front, await ctx.comeIn());
  const { read_at } = await mirror.settled();
  const refusal = { error_code: 'ModelArts.0203', error_msg: 'The token is not valid.' };
  ctx.between.respond = ({ url }, outgoing) =>
    url.startsWith('/v1/') ? outgoing.writeHead(401).end(JSON.stringify(refusal)) : undefined;
  expect(await mirror.refresh()).toMatchObject({
    read_at,
    reading: null,
    problem: { code: 'ModelArts.0203', message: 'The token is not valid.' },
  });
  expect(await stored()).toEqual(['pose-1', 'pose-2']);
  ctx.between.respond = registry.respond;
  await ctx.comeIn();
  await mirror.events.next('mirror');
  expect(await mirror.settled()).toMatchObject({ problem: null });
});

it('tells how far it is while it goes on', async () => {
  const page = gate();
  registry.services = [{ service_id: 's', service_name: 's' }];
  registry.onPage = page.pass;
  const mirror = await syncClient(ctx.front, await ctx.comeIn());
  await page.reached;
  expect(await mirror.look()).toMatchObject({ read_at: null, reading: { names: 0, versions: 0 } });
  page.open();
  await mirror.events.next('mirror');
  await mirror.settled();
  expect(await row().select(['names', 'versions', 'services']).executeTakeFirstOrThrow()).toEqual({
    ...{ names: 1, versions: 2, services: 1 },
  });
});
