import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ModelVersion } from '../../../core/contract/model.ts';
import { countCases } from '../../../core/testing/count-cases.ts';
import { countKeptOut } from '../../cleanup/count-kept-out.ts';
import type { Store } from '../../store/schema.ts';
import { registryClient } from '../../testing/clients/registry-client.ts';
import { keptFreeSums, scannedFreeSums, versionsOf } from '../../testing/fixtures/free-sums.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';
import type { TestProject } from '../../testing/setup/start-gateway.ts';
import { refreshGroups } from '../groups/refresh-groups.ts';
import { insertModels, type NewModel } from '../models/insert-models.ts';
import { rankVersion } from '../models/model-row.ts';
import { hasBeyondNewest, isBeyondNewest, MAX_NEWEST } from './newest.ts';

const ctx = setUpGateway();

const DAY = 24 * 3_600_000;

type Version = {
  name: string;
  number: string;
  status: string;
  size: number;
  source: string;
  day: number;
  isFromGallery: boolean;
};

const version: fc.Arbitrary<Version> = fc.record({
  name: fc.constantFrom('pose', 'yolo'),
  number: fc.oneof(
    fc.tuple(fc.nat(2), fc.nat(99), fc.nat(3)).map((parts) => parts.join('.')),
    fc.constantFrom('latest', '2026.1', '1.0', '100.0.1'),
  ),
  status: fc.constantFrom('published', 'failed', 'building_failed', 'publishing'),
  size: fc.constantFrom(0, 1, 1, 7, 4_000_000_000),
  source: fc.constantFrom('', '/a', '/a', '/b'),
  day: fc.constantFrom(0, 1, 63, 64, 65, 400, 20_000),
  isFromGallery: fc.constantFrom(false, false, false, true),
});

const HAPPENINGS = [
  ...(['delete', 'cascade', 'deploy', 'undeploy'] as const),
  ...(['protect', 'protect-name', 'exclude', 'exclude-name', 'lift', 'include', 'end'] as const),
];

/** What happens to a registry; a place tells a version, of those that there are. */
type Event = { kind: 'create'; versions: Version[] } | { kind: (typeof HAPPENINGS)[number]; place: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    versions: fc.array(version, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constantFrom(...HAPPENINGS),
    place: fc.nat(200),
  }),
);

const ANOTHER: Version = {
  ...{ name: 'pose', number: '99.0.0', status: 'published', size: 7, source: '/a', day: 400 },
  isFromGallery: false,
};

/** Each once, and in an order in which each has something to happen to. */
const ALL_HAPPENINGS: Event[] = [
  ...(['deploy', 'undeploy', 'protect', 'lift', 'protect-name', 'end'] as const),
  ...(['exclude', 'include', 'exclude-name', 'delete', 'cascade'] as const),
].map((kind) => ({ kind, place: 0 }));

/** What comes and goes while it, or its name, is kept out: nothing later counts the name anew. */
const KEPT_OUT: Event[][] = [
  [
    { kind: 'exclude-name', place: 0 },
    { kind: 'delete', place: 0 },
  ],
  [
    { kind: 'exclude', place: 0 },
    { kind: 'cascade', place: 0 },
  ],
  [
    { kind: 'protect-name', place: 0 },
    { kind: 'create', versions: [ANOTHER] },
  ],
  [
    { kind: 'exclude-name', place: 0 },
    { kind: 'cascade', place: 0 },
    { kind: 'cascade', place: 0 },
    { kind: 'create', versions: [ANOTHER] },
  ],
  [
    { kind: 'protect', place: 0 },
    { kind: 'end', place: 0 },
  ],
];

let made = 0;
function toModel({ name, number, status, size, source, day, isFromGallery }: Version): NewModel {
  made += 1;
  return {
    model_id: `beef0000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    ...{ model_name: name, model_version: number, model_type: 'Custom', model_status: status },
    ...{ model_size: size, create_at: day === 0 ? 0 : day * DAY + (made % DAY) },
    ...{ description: '', owner: '', tenant: '', subscription_id: isFromGallery ? 's' : null },
    detail: source === '' ? {} : { source_location: source },
  };
}

it('keeps the sums that a look at every version gives, whatever happens', async () => {
  const count = countCases(...HAPPENINGS, 'copies', 'beyond', 'odd', 'undated');
  const history = fc.record({
    largest: fc.constantFrom(0, 40, 55),
    events: fc.array(event, { minLength: 6, maxLength: 24 }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ largest, events }) => {
      const project = await ctx.gateway.newProject();
      const { store } = ctx.gateway;
      const many = Array.from({ length: largest }, (_, place): Version => {
        const of = { name: 'pose', number: `3.${place}.0`, status: 'published', source: '/a', day: place };
        return { ...of, size: place % 2 === 0 ? 7 : 0, isFromGallery: false };
      });
      await add(project, many);
      for (const one of events) {
        if (one.kind === 'create') await add(project, one.versions);
        else if (await happen(project, one.kind, one.place)) count(one.kind);
      }
      // As whoever reads them does.
      await countKeptOut(store, project.project_id, Date.now());
      const kept = await keptFreeSums(store, project);
      const scanned = await scannedFreeSums(store, project);
      expect(kept).toEqual(scanned);
      await expectTruePlaces(store, project);
      const names = ['pose', 'yolo', 'none'];
      await store.transaction().execute((trx) => refreshGroups(trx, project.project_id, names));
      expect(await keptFreeSums(store, project)).toEqual(scanned);
      if (scanned.totals.some(({ kind, at }) => kind === 'copy' && at === 0)) count('copies');
      if (scanned.totals.some(({ kind, at }) => kind === 'place' && at > MAX_NEWEST)) count('beyond');
      if (scanned.totals.some(({ kind, at }) => kind === 'place' && at === 0)) count('odd');
      if (scanned.totals.some(({ kind, at }) => kind === 'idle' && at < 0)) count('undated');
    }),
    { numRuns: 20, examples: [[], ALL_HAPPENINGS, ...KEPT_OUT].map((events) => [{ largest: 55, events }]) },
  );
});

async function add({ project_id }: TestProject, versions: readonly Version[]): Promise<void> {
  const { store } = ctx.gateway;
  const there = new Set((await versionsOf(store, project_id)).map(placeOf));
  const models = versions
    .map(toModel)
    .filter((model) => !there.has(placeOf(model)) && there.add(placeOf(model)));
  await store.transaction().execute((trx) => insertModels(trx, project_id, models));
}

function placeOf({ model_name, model_version }: { model_name: string; model_version: string }): string {
  return `${model_name} ${model_version}`;
}

/** Whether there was anything that it could happen to. */
async function happen(
  project: TestProject,
  kind: (typeof HAPPENINGS)[number],
  place: number,
): Promise<boolean> {
  const { store } = ctx.gateway;
  const registry = registryClient(ctx.gateway, project);
  const models = await versionsOf(store, project.project_id);
  const services = await store
    .selectFrom('services')
    .select('service_id')
    .where('project_id', '=', project.project_id)
    .execute();
  if (kind === 'end') return letEnd(project);
  if (kind === 'lift' || kind === 'include') return release(project, kind, place);
  const model = models[place % Math.max(models.length, 1)];
  const service = services[place % Math.max(services.length, 1)];
  if (kind === 'undeploy') {
    if (service) await registry.call('DELETE', `/services/${service.service_id}`);
    return service !== undefined;
  }
  if (!model) return false;
  const { model_id, model_name } = model;
  if (kind === 'deploy') await registry.deploy(`service-${randomUUID()}`, [model_id]);
  else if (kind in KEEPING)
    await keep(project, 'PUT', KEEPING[kind] ?? '', kind.endsWith('name') ? { model_name } : { model_id });
  else await registry.call('DELETE', `/models/${model_id}?cascade=${kind === 'cascade'}`);
  return true;
}

const KEEPING: Record<string, string> = {
  ...{ protect: 'protections', 'protect-name': 'protections' },
  ...{ exclude: 'cleanup/exclusions', 'exclude-name': 'cleanup/exclusions' },
};

async function keep({ operator }: TestProject, method: string, path: string, of: Record<string, string>) {
  const [query, body] = method === 'PUT' ? ['', { ...of, note: 'why' }] : [`?${new URLSearchParams(of)}`, ''];
  const answer = await ctx.gateway.http(method, `/api/${path}${query}`, {
    token: operator.token,
    ...(body !== '' && { body }),
  });
  expect([200, 204]).toContain(answer.status);
}

/** All protections end, as if their time had passed. */
async function letEnd({ project_id }: TestProject): Promise<boolean> {
  const ended = await ctx.gateway.store
    .updateTable('protections')
    .set({ until: 1 })
    .where('project_id', '=', project_id)
    .where('until', 'is', null)
    .execute();
  return ended.some(({ numUpdatedRows }) => numUpdatedRows > 0n);
}

async function release(project: TestProject, kind: 'lift' | 'include', place: number): Promise<boolean> {
  const { rows } = await sql<{ model_name: string; model_id: string }>`
    select model_name, model_id from ${sql.table(kind === 'lift' ? 'protections' : 'exclusions')}
    where project_id = ${project.project_id} ${kind === 'lift' ? sql`and until is null` : sql``}
    order by model_name, model_id
  `.execute(ctx.gateway.store);
  const one = rows[place % Math.max(rows.length, 1)];
  if (!one) return false;
  const { model_name, model_id } = one;
  const path = kind === 'lift' ? 'protections' : 'cleanup/exclusions';
  await keep(project, 'DELETE', path, model_id === '' ? { model_name } : { model_id });
  return true;
}

/** That what is asked of a version finds just those that are older than the newest of its name. */
async function expectTruePlaces(store: Store, { project_id }: TestProject): Promise<void> {
  const models = await versionsOf(store, project_id);
  const names = Map.groupBy(
    models.filter((one) => ModelVersion.safeParse(one.model_version).success),
    ({ model_name }) => model_name,
  );
  for (const newest of [1, 3, MAX_NEWEST]) {
    const beyond = [...names.values()].map((ofName) =>
      ofName.toSorted((a, b) => rankVersion(b.model_version) - rankVersion(a.model_version)).slice(newest),
    );
    const found = store
      .selectFrom('models')
      .select('model_id')
      .where('project_id', '=', project_id)
      .where(isBeyondNewest(newest))
      .orderBy('model_id');
    expect(await found.execute()).toEqual(
      beyond
        .flat()
        .map(({ model_id }) => ({ model_id }))
        .toSorted((a, b) => (a.model_id < b.model_id ? -1 : 1)),
    );
    const foundNames = store
      .selectFrom('model_groups')
      .select('model_name')
      .where('project_id', '=', project_id)
      .where(hasBeyondNewest(newest));
    expect((await foundNames.execute()).length).toBe(beyond.filter((ofName) => ofName.length > 0).length);
  }
}
