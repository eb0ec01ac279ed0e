import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Cleanup,
  CleanupSelection,
  Exclusion,
  ExclusionPage,
  SuggestedPage,
} from '../../core/console-api/models/cleanup.ts';
import {
  type CleanupFacts,
  type CleanupSettings,
  REASONS,
  type Reason,
  reasonsFor,
  USUAL_SETTINGS,
  undecidedFor,
} from '../../core/housekeeping/suggest.ts';
import { countCases } from '../../core/testing/count-cases.ts';
import { nth } from '../../core/testing/must.ts';
import { insertModels } from '../registry/models/insert-models.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { registryClient } from '../testing/clients/registry-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';
import type { TestProject } from '../testing/setup/start-gateway.ts';

const ctx = setUpGateway();

const DAY = 24 * 3_600_000;

/** A version of a registry, and what was done to it. Ages are days before today. */
type Version = {
  name: string;
  number: string;
  status: string;
  size: number;
  source: string;
  /** Null where it is not known. */
  age: number | null;
  fate: 'none' | 'used' | 'protected' | 'excluded' | 'subscribed';
};

const version: fc.Arbitrary<Version> = fc.record({
  name: fc.constantFrom('pose', 'yolo', 'gone', 'kept', 'out'),
  number: fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.nat(1), fc.nat(12)).map((parts) => `1.${parts.join('.')}`) },
    { weight: 1, arbitrary: fc.constantFrom('latest', '2.0') },
  ),
  status: fc.constantFrom('published', 'published', 'failed', 'building_failed'),
  size: fc.constantFrom(0, 5, 5, 7, 1_000_000),
  source: fc.constantFrom('', '/a', '/b'),
  age: fc.constantFrom(null, 0, 29, 30, 31, 32, 200, 400, 4000),
  fate: fc.constantFrom('none', 'none', 'none', 'none', 'used', 'protected', 'excluded', 'subscribed'),
});

/** For each reason some versions, and a pair of copies. */
const OF_ALL_REASONS: Version[] = ['1.0.0', '1.0.1', '1.0.2', 'latest'].map((number, place) => ({
  ...{ name: 'pose', number, size: place === 2 ? 0 : 7, source: '/a', fate: 'none' },
  ...{ status: place === 0 ? 'failed' : 'published', age: place === 2 ? null : 400 },
}));

const settings: fc.Arbitrary<CleanupSettings> = fc.record({
  failed_days: fc.constantFrom(1, 30, 60),
  newest: fc.constantFrom(1, 2, 5, 50),
  old_months: fc.constantFrom(1, 6, 120),
  idle_months: fc.constantFrom(0, 1, 6),
});

const idOf = (place: number) => `beef0000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** A protected name and an excluded one; of others, single versions. */
async function fill(project: TestProject, versions: readonly Version[]): Promise<void> {
  const { store } = ctx.gateway;
  const { project_id } = project;
  const now = Date.now();
  const models = versions.map(({ name, number, status, size, source, age, fate }, place) => ({
    ...{ model_id: idOf(place), model_name: name, model_version: number, model_type: 'Custom' },
    ...{ model_status: status, model_size: size, description: '', owner: '', tenant: '' },
    create_at: age === null ? 0 : now - age * DAY,
    subscription_id: fate === 'subscribed' ? 'gallery' : null,
    detail: source === '' ? {} : { source_location: source },
  }));
  await store.transaction().execute((trx) => insertModels(trx, project_id, models));
  const registry = registryClient(ctx.gateway, project);
  const keep = (path: string, body: object) => call(project, 'PUT', path, { ...body, note: 'why' });
  for (const [place, { fate }] of versions.entries()) {
    const model_id = idOf(place);
    if (fate === 'used') await registry.deploy(`service-${place}`, [model_id]);
    if (fate === 'protected') await keep('/api/protections', { model_id });
    if (fate === 'excluded') await keep('/api/cleanup/exclusions', { model_id });
  }
  const names = new Set(versions.map(({ name }) => name));
  if (names.has('kept')) await keep('/api/protections', { model_name: 'kept' });
  if (names.has('out')) await keep('/api/cleanup/exclusions', { model_name: 'out' });
}

function call({ operator }: TestProject, method: string, path: string, body?: object) {
  return ctx.gateway.http(method, path, { token: operator.token, ...(body && { body }) });
}

function queryOf(of: object): string {
  const words = Object.entries(of).map(([key, value]): [string, string] => [key, String(value)]);
  return new URLSearchParams(words).toString();
}

const read = async (project: TestProject, asked: object = {}) =>
  Cleanup.parse((await call(project, 'GET', `/api/cleanup?${queryOf(asked)}`)).body);

/** All pages of what can go for a reason. */
async function list(
  project: TestProject,
  asked: { reason: Reason; limit?: number } & Partial<CleanupSettings>,
) {
  const versions: SuggestedPage['versions'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = queryOf({ ...asked, ...(cursor && { cursor }) });
    const page = SuggestedPage.parse((await call(project, 'GET', `/api/cleanup/versions?${query}`)).body);
    versions.push(...page.versions);
    cursor = page.next_cursor;
  }
  return versions;
}

const select = async (project: TestProject, asked: object) =>
  CleanupSelection.parse((await call(project, 'GET', `/api/cleanup/selection?${queryOf(asked)}`)).body);

/** What the reasons of each version are, by the words of the pure function alone. */
function expected(versions: readonly Version[], asked: CleanupSettings) {
  const now = Date.now();
  const createdAt = ({ age }: Version) => (age === null ? 0 : now - age * DAY);
  const rankOf = ({ number }: Version) =>
    number.split('.').reduce((rank, part) => rank * 100 + Number(part), 0);
  const isRanked = ({ number }: Version) => number.split('.').length === 3;
  const rows = versions.map((one, place) => ({ one, place }));
  return rows.flatMap(({ one, place }) => {
    const isKeptOut = one.name === 'kept' || one.name === 'out' || one.fate !== 'none';
    if (isKeptOut) return [];
    const ofName = rows.filter((other) => other.one.name === one.name);
    const newer = ofName.filter((other) => isRanked(other.one) && rankOf(other.one) > rankOf(one));
    const isComparable = one.size > 0 && one.source !== '';
    const same = ofName
      .filter((other) => other.one.size === one.size && other.one.source === one.source)
      .toSorted(
        (a, b) =>
          rank3(b.one.number) - rank3(a.one.number) ||
          createdAt(b.one) - createdAt(a.one) ||
          b.place - a.place,
      );
    const facts: CleanupFacts = {
      isFailed: one.status !== 'published',
      create_at: createdAt(one),
      place: isRanked(one) ? newer.length + 1 : undefined,
      isComparable,
      isCopy: isComparable && same[0]?.place !== place,
      name: {
        isUsed: ofName.some((other) => other.one.fate === 'used'),
        latest_create_at: Math.max(...ofName.map((other) => createdAt(other.one))),
        earliest_create_at: Math.min(...ofName.map((other) => createdAt(other.one))),
      },
    };
    return {
      model_id: idOf(place),
      size: one.size,
      reasons: reasonsFor(facts, asked, now),
      undecided: undecidedFor(facts, asked),
    };
  });
}

/** As rankVersion reads a number of any form. */
function rank3(number: string): number {
  const parts = number.split('.').map((part) => Number(/\d+/.exec(part)?.[0] ?? 0));
  return [0, 1, 2].reduce((rank, place) => rank * 100 + (parts[place] ?? 0), 0);
}

it('counts and lists for each reason just what the reasons are true of', async () => {
  const count = countCases(...REASONS, 'left out', 'several reasons');
  const registries = fc.uniqueArray(version, {
    minLength: 3,
    maxLength: 24,
    selector: ({ name, number }) => `${name} ${number}`,
  });
  await fc.assert(
    fc.asyncProperty(registries, settings, async (versions, asked) => {
      const project = await ctx.gateway.newProject();
      await fill(project, versions);
      const wanted = expected(versions, asked);
      const { suggestions } = await read(project, asked);
      for (const reason of REASONS) {
        const of = wanted.filter(({ reasons }) => reasons.includes(reason));
        const left_out = wanted.filter(({ undecided }) => undecided.includes(reason)).length;
        expect(suggestions[reason], reason).toEqual({
          versions: of.length,
          model_size: of.reduce((sum, { size }) => sum + size, 0),
          unsized: of.filter(({ size }) => size === 0).length,
          left_out,
        });
        const listed = await list(project, { ...asked, reason, limit: 3 });
        const byId = new Map(of.map((one) => [one.model_id, one.reasons]));
        expect(new Map(listed.map((one) => [one.model_id, one.reasons]))).toEqual(byId);
        const sizes = listed.map((one) => one.model_size);
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
        const all = await select(project, { ...asked, reason });
        expect(new Set(all.names.flatMap(({ model_ids }) => model_ids))).toEqual(new Set(byId.keys()));
        if (of.length > 0) count(reason);
        if (left_out > 0) count('left out');
        if (of.some(({ reasons }) => reasons.length > 1)) count('several reasons');
      }
    }),
    { numRuns: 15, examples: [[OF_ALL_REASONS, { ...USUAL_SETTINGS, newest: 1 }]] },
  );
});

describe('so many bytes', () => {
  const old = { status: 'published', source: '', fate: 'none', name: 'pose' } as const;

  it('are freed by the largest of the oldest that are enough, and what was left out is told', async () => {
    await fill(ctx.project, [
      { ...old, number: '1.0.0', size: 10, age: 4000 },
      { ...old, number: '1.0.1', size: 100, age: 3000 },
      { ...old, number: '1.0.2', size: 0, age: 2500 },
      { ...old, number: '1.0.3', size: 95, age: 2000 },
      { ...old, number: '1.0.4', size: 100_000, age: 1000 },
    ]);
    const picked = await select(ctx.project, { reason: 'old', bytes: 150 });
    expect(picked).toEqual({
      names: [{ model_name: 'pose', model_ids: [idOf(1), idOf(3)] }],
      picked: { versions: 2, model_size: 195, unsized: 0 },
      smaller: { versions: 1, model_size: 10, unsized: 0 },
      is_short: false,
    });
    const short = await select(ctx.project, { reason: 'old', bytes: 1_000_000 });
    expect(short).toMatchObject({ picked: { versions: 4, model_size: 100_205 }, is_short: true });
  });
});

describe('what is left out', () => {
  it('is remembered with who and why, and suggested again when that is taken back', async () => {
    const [id] = await ctx.registry.createMany('pose', 2);
    const idle = async () => (await read(ctx.project, { idle_months: 0 })).suggestions.idle.versions;
    expect(await idle()).toBe(2);
    const excluded = await call(ctx.project, 'PUT', '/api/cleanup/exclusions', {
      model_id: id,
      note: 'golden',
    });
    expect(Exclusion.parse(excluded.body)).toMatchObject({
      ...{ model_name: 'pose', model_id: id, model_version: '1.0.0', note: 'golden' },
      user_name: ctx.project.operator.name,
    });
    expect(await idle()).toBe(1);
    await call(ctx.project, 'PUT', '/api/cleanup/exclusions', { model_name: 'pose', note: 'all of it' });
    expect(await idle()).toBe(0);
    expect((await read(ctx.project)).excluded).toEqual({ names: 1, versions: 1 });
    const page = await call(ctx.project, 'GET', '/api/cleanup/exclusions?limit=1');
    const { exclusions, next_cursor } = ExclusionPage.parse(page.body);
    expect(exclusions.map(({ note }) => note)).toEqual(['all of it']);
    const next = await call(ctx.project, 'GET', `/api/cleanup/exclusions?cursor=${next_cursor}`);
    expect(ExclusionPage.parse(next.body).exclusions.map(({ note }) => note)).toEqual(['golden']);

    await call(ctx.project, 'DELETE', '/api/cleanup/exclusions?model_name=pose');
    await call(ctx.project, 'DELETE', `/api/cleanup/exclusions?model_id=${id}`);
    expect(await idle()).toBe(2);
    const again = await call(ctx.project, 'DELETE', '/api/cleanup/exclusions?model_name=pose');
    expect([again.status, errorCode(again)]).toEqual([404, 'Coppice.0006']);
    const told = await ctx.gateway.store
      .selectFrom('activities')
      .select(['kind', 'subject', 'actor', 'facts'])
      .where('project_id', '=', ctx.project.project_id)
      .where('kind', 'in', ['excluded', 'included'])
      .orderBy('activity_id')
      .execute();
    const actor = ctx.project.operator.name;
    const of = { subject: 'pose', actor };
    expect(told).toEqual([
      { ...of, kind: 'excluded', facts: { versions: ['1.0.0'], note: 'golden' } },
      { ...of, kind: 'excluded', facts: { note: 'all of it' } },
      { ...of, kind: 'included', facts: { note: 'all of it' } },
      { ...of, kind: 'included', facts: { versions: ['1.0.0'], note: 'golden' } },
    ]);
  });

  it('has to be there', async () => {
    const body = { model_name: 'nothing', note: 'why' };
    const answer = await call(ctx.project, 'PUT', '/api/cleanup/exclusions', body);
    expect([answer.status, errorCode(answer)]).toEqual([404, 'ModelArts.3001']);
  });
});

it('suggests again what is not protected any more', async () => {
  await ctx.registry.createMany('pose', 2);
  const until = Date.now() + 60_000;
  await call(ctx.project, 'PUT', '/api/protections', { model_name: 'pose', note: 'for now', until });
  const idle = async () => (await read(ctx.project, { idle_months: 0 })).suggestions.idle.versions;
  expect(await idle()).toBe(0);
  await ctx.gateway.store.updateTable('protections').set({ until: 1 }).execute();
  expect(await idle()).toBe(2);
});

it('leaves out what was protected and excluded by an edition that did not count it', async () => {
  const [first] = await ctx.registry.createMany('pose', 3);
  const of = { project_id: ctx.project.project_id, model_version: '', note: 'golden', created_at: 1 };
  const { store } = ctx.gateway;
  const by = { user_id: 'u', user_name: 'u' };
  const golden = { ...of, ...by, model_name: 'pose', model_id: first ?? '' };
  await store
    .insertInto('protections')
    .values({ ...golden, until: null })
    .execute();
  const idle = async () => (await read(ctx.project, { idle_months: 0 })).suggestions.idle.versions;
  expect(await idle()).toBe(2);
  await store
    .insertInto('exclusions')
    .values({ ...golden, model_id: '' })
    .execute();
  expect(await idle()).toBe(0);
  expect(await list(ctx.project, { reason: 'idle', idle_months: 0 })).toEqual([]);
});

it('finds few among many by other means, and the same ones', async () => {
  const many = Array.from({ length: 260 }, (_, place): Version => {
    const of = { status: 'published', source: '', fate: 'none', age: 5, size: place } as const;
    return { ...of, name: `name-${place}`, number: '1.0.0' };
  });
  const old: Version = { ...nth(many, 0), name: 'name-3', number: '0.9.0', status: 'failed', age: 3000 };
  await fill(ctx.project, [...many, old, { ...old, name: 'ancient', size: 9 }]);
  for (const [reason, places] of [
    ['old', [261, 260]],
    ['failed', [261, 260]],
    ['not-in-newest', [260]],
    ['idle', [261]],
  ] as const) {
    const found = await list(ctx.project, { ...USUAL_SETTINGS, newest: 1, reason });
    expect(
      found.map(({ model_id }) => model_id),
      reason,
    ).toEqual(places.map(idOf));
  }
});
