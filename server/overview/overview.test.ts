import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { USES, type Use } from '../../core/console-api/models/list-choices.ts';
import { ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { Overview } from '../../core/console-api/models/overview.ts';
import { countCases } from '../../core/testing/count-cases.ts';
import { first, nth } from '../../core/testing/must.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import { deleteModel } from '../registry/models/delete-model.ts';
import { insertModels } from '../registry/models/insert-models.ts';
import { registryClient } from '../testing/clients/registry-client.ts';
import { runClient } from '../testing/clients/run-client.ts';
import { stopService } from '../testing/fixtures/stop-service.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import type { TestProject } from '../testing/setup/start-gateway.ts';
import { readFreed } from './growth.ts';

const ctx = setUpGateway();

const NOW = Date.now();
const DAY = 24 * 3_600_000;

type Version = { name: string; type: string; status: string; age: number; fate: Use | 'deleted' };

const version: fc.Arbitrary<Version> = fc.record({
  name: fc.constantFrom('pose', 'yolo', 'bert'),
  type: fc.constantFrom('Custom', 'PyTorch'),
  status: fc.constantFrom('published', 'failed', 'building_failed'),
  // In days: about where ages end, longer ago than weeks are read one by one, and before they are counted at all.
  age: fc.oneof(
    fc.integer({ min: -300, max: 800 }),
    fc.integer({ min: 800, max: 3_000 }),
    fc.constantFrom(0, 27, 28, 83, 84, 2_000, 30_000),
  ),
  fate: fc.constantFrom('no', 'running', 'at-rest', 'deleted'),
});

const idOf = (place: number) => `beef0000-0000-4000-8000-${String(place).padStart(12, '0')}`;
/** In bytes, so that each sum of some of them tells which they are. */
const sizeOf = (place: number) => 2 ** place;

async function fill(project: TestProject, all: readonly Omit<Version, 'fate'>[]): Promise<void> {
  const models = all.map(({ name, type, status, age }, place) => ({
    ...{ model_id: idOf(place), model_name: name, model_version: `1.0.${place}` },
    ...{ model_type: type, model_status: status, model_size: sizeOf(place), create_at: NOW - age * DAY },
    ...{ description: '', owner: '', tenant: '', subscription_id: null, detail: {} },
  }));
  await ctx.gateway.store.transaction().execute((trx) => insertModels(trx, project.project_id, models));
}

const ask = async ({ viewer }: TestProject, path: string) =>
  (await ctx.gateway.http('GET', path, { token: viewer.token })).body;
const overview = async (project = ctx.project) => Overview.parse(await ask(project, '/api/overview'));

/** What the list says of a filter. */
async function listed(project: TestProject, query: string) {
  const { total } = ModelGroupPage.parse(await ask(project, `/api/model-groups?${query}`));
  return { versions: total.versions, model_size: total.model_size };
}

/** What is kept by week, without what is none. */
async function sumsByWeek({ project_id }: TestProject) {
  const { store } = ctx.gateway;
  const ofNames = store.selectFrom('name_weeks').selectAll().where('versions', '<>', 0);
  const totals = store.selectFrom('created_totals').selectAll().where('versions', '<>', 0);
  return {
    names: await ofNames
      .where('project_id', '=', project_id)
      .orderBy('model_name')
      .orderBy('week')
      .orderBy('model_type')
      .orderBy('use')
      .execute(),
    totals: await totals
      .where('project_id', '=', project_id)
      .orderBy('span')
      .orderBy('facet')
      .orderBy('week')
      .execute(),
  };
}

it('tells the same sums as the lists that it leads to, however the registry came to be as it is', async () => {
  const count = countCases('running', 'at-rest', 'deleted', 'old');
  const registries = fc.array(version, { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(registries, async (all) => {
      const project = await ctx.gateway.newProject();
      await fill(project, all);
      const registry = registryClient(ctx.gateway, project);
      for (const [place, { fate }] of all.entries()) {
        const call = { model_id: idOf(place), cascade: false };
        if (fate !== 'no') count(fate);
        if (fate === 'running' || fate === 'at-rest') {
          const service = await registry.deploy(`service-${place}`, [idOf(place)]);
          if (fate === 'at-rest') await stopService(ctx.gateway.store, project.project_id, service);
        }
        if (fate === 'deleted') await deleteModel(ctx.gateway.store, project.project_id, call);
      }
      const { ages, total, used, at_rest: atRest, failed, growth } = await overview(project);
      for (const { created, uses, weeks } of ages) {
        if (weeks.to === null && uses.no.versions > 0) count('old');
        for (const use of USES)
          expect(await listed(project, `created=${created}&in_use=${use}`), created).toEqual(uses[use]);
      }
      expect(total).toMatchObject(await listed(project, ''));
      expect(used).toMatchObject(await listed(project, 'in_use=yes'));
      expect(atRest).toMatchObject(await listed(project, 'in_use=at-rest'));
      expect(failed).toMatchObject(await listed(project, 'status=failed&status=building_failed'));
      const grown = growth.spans.flatMap(({ types }) => Object.values(types));
      expect(grown.reduce((sum, { model_size }) => sum + model_size, 0)).toBe(total.model_size);
      for (const span of [first(growth.spans), nth(growth.spans, -1)]) {
        const came = Object.values(span.types).map(({ versions }) => versions);
        const { versions } = await listed(project, `created=${span.created}`);
        expect(versions, span.created).toBe(came.reduce((sum, count) => sum + count, 0));
      }

      const kept = await sumsByWeek(project);
      const names = [...new Set(all.map(({ name }) => name))];
      await ctx.gateway.store.transaction().execute((trx) => refreshGroups(trx, project.project_id, names));
      expect(await sumsByWeek(project)).toEqual(kept);
    }),
    { numRuns: 12 },
  );
});

it('forgets the weeks of a name when the last of its versions goes', async () => {
  const [id] = await ctx.registry.createMany('pose', 3);
  await ctx.registry.remove(id, true);
  expect((await sumsByWeek(ctx.project)).names).toEqual([]);
  const left = ctx.gateway.store
    .selectFrom('name_weeks')
    .selectAll()
    .where('project_id', '=', ctx.project.project_id);
  expect(await left.execute()).toEqual([]);
});

it('has nothing to tell of an empty registry', async () => {
  expect(await overview()).toMatchObject({
    total: { names: 0, versions: 0, model_size: 0 },
    largest: [],
    needs: [],
    deletions: [],
    growth: { spans: [{ types: {} }], deletions_since: null },
  });
});

it('tells each week of a young registry, and of an old one some at a time', async () => {
  await fill(ctx.project, [{ name: 'pose', type: 'Custom', status: 'published', age: 70 }]);
  const young = await overview();
  expect(young.growth.spans.length).toBeGreaterThanOrEqual(10);
  const past = young.growth.spans.slice(0, -1);
  expect(past.map(({ from, to }) => (to - from) / DAY)).toEqual(past.map(() => 7));
  expect(young.weeks.map((week) => week.versions).filter((versions) => versions > 0)).toEqual([1]);

  const other = await ctx.gateway.newProject();
  await fill(other, [{ name: 'pose', type: 'Custom', status: 'published', age: 9_000 }]);
  const { spans } = (await overview(other)).growth;
  expect(spans.length).toBeLessThanOrEqual(131);
  expect(first(spans).types).toEqual({ Custom: { versions: 1, model_size: 1 } });
});

it('begins with the first known time; what has none came with that', async () => {
  const published = { name: 'pose', type: 'Custom', status: 'published' };
  await fill(ctx.project, [
    { ...published, age: 70 },
    { ...published, age: 30_000 },
  ]);
  const { spans } = (await overview()).growth;
  expect(spans).toHaveLength(11);
  expect(first(spans)).toMatchObject({ types: { Custom: { versions: 2, model_size: 3 } } });
  expect(await listed(ctx.project, `created=${first(spans).created}`)).toEqual({
    versions: 2,
    model_size: 3,
  });
});

it('divides the bytes of the largest names', async () => {
  const published = { name: 'pose', type: 'Custom', status: 'published' };
  const ages = [50, 40, 30, 20, 10];
  await fill(ctx.project, [
    ...ages.map((age) => ({ ...published, age })),
    { ...published, status: 'failed', age: 1 },
    { ...published, name: 'yolo', age: 3 },
  ]);
  // The newest three are the failed one and the two before it.
  expect((await overview()).largest).toEqual([
    { model_name: 'yolo', versions: 1, model_size: 64, newest: 64, older: 0, failed: 0 },
    { model_name: 'pose', versions: 6, model_size: 63, newest: 24, older: 7, failed: 32 },
  ]);
});

describe('what went', () => {
  it('is told by when it went, with the bytes that it freed', async () => {
    await fill(ctx.project, [
      { name: 'pose', type: 'Custom', status: 'published', age: 70 },
      { name: 'pose', type: 'Custom', status: 'published', age: 60 },
    ]);
    await ctx.registry.remove(idOf(1));
    const { growth, deletions } = await overview();
    expect(nth(growth.spans, -1)).toMatchObject({ deletions: 1, freed: 2, unsized: 0 });
    expect(deletions).toMatchObject([{ model_names: ['pose'], freed: 2 }]);
  });

  it('is told as of no known size where nobody noted that', async () => {
    const [id] = await ctx.registry.createMany('pose', 2);
    await ctx.registry.remove(id);
    await ctx.gateway.store
      .updateTable('deletions')
      .set({ freed: sql<number>`null` })
      .where('project_id', '=', ctx.project.project_id)
      .execute();
    expect(nth((await overview()).growth.spans, -1)).toMatchObject({ deletions: 1, freed: 0, unsized: 1 });
  });

  it('is looked through as far as a limit, and from when is told', async () => {
    const [one, two, three] = await ctx.registry.createMany('pose', 4);
    for (const id of [one, two, three]) await ctx.registry.remove(id);
    const { project_id } = ctx.project;
    const some = await readFreed(ctx.gateway.store, project_id, 2);
    expect(some.weeks.reduce((sum, { deletions }) => sum + deletions, 0)).toBe(2);
    expect(some.since).toBeGreaterThan(0);
    expect((await readFreed(ctx.gateway.store, project_id)).since).toBeNull();
  });
});

describe('what wants somebody', () => {
  it('is a version that was refused, once no service holds it, until it is gone', async () => {
    const [held] = await ctx.registry.createMany('pose', 2);
    const service = await ctx.registry.deploy('voice', [held]);
    await ctx.registry.remove(held);
    expect((await overview()).needs).toEqual([]);
    await ctx.registry.call('DELETE', `/services/${service}`);
    expect((await overview()).needs).toMatchObject([
      { kind: 'retryable', versions: 1, model_names: ['pose'], names: 1 },
    ]);
    await ctx.registry.remove(held);
    expect((await overview()).needs).toEqual([]);
  });

  it('is a run that asks', async () => {
    const runs = runClient(ctx);
    await ctx.registry.createMany('pose', 2);
    const id = await runs.start(await runs.plan(['pose']));
    await ctx.registry.create('pose', '9.9.9');
    await runs.does(id, 'send-now');
    await runs.until(id, 'asking');
    expect((await overview()).needs).toMatchObject([{ kind: 'asking', deletion_id: id, versions: 1 }]);
    await runs.does(id, 'answer', { decision: 'stop' });
    await runs.until(id, 'over');
    expect((await overview()).needs).toEqual([]);
  });

  it('is a deletion of which something is not known any more', async () => {
    const [id] = await ctx.registry.createMany('pose', 2);
    await ctx.registry.remove(id);
    const { project_id } = ctx.project;
    const set = (counts: object) =>
      ctx.gateway.store
        .updateTable('deletions')
        .set({ result: 'open', counts: JSON.stringify(counts) })
        .where('project_id', '=', project_id)
        .execute();
    await set({ failed: 0, unknown: 1, left: 0, gone: 0, deleted: 0 });
    expect((await overview()).needs).toMatchObject([{ kind: 'unknown', versions: 1 }]);
    await set({ failed: 0, unknown: 0, left: 0, gone: 0, deleted: 1 });
    expect((await overview()).needs).toMatchObject([{ kind: 'contested', versions: 1 }]);
  });
});
