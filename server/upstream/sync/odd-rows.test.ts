import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { GroupVersionsPage, ModelGroupPage } from '../../../core/console-api/models/model-groups.ts';
import { type SyncClient, syncClient } from '../../testing/clients/sync-client.ts';
import { listedModel, type OddRegistry, oddRegistry } from '../../testing/fakes/odd-registry.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { readModelRow } from './rows/read-model-row.ts';
import { readServiceRow } from './rows/read-service-row.ts';

const ctx = setUpRemote();

let cookie: string;
let sync: SyncClient;
let registry: OddRegistry;

beforeEach(async () => {
  registry = oddRegistry();
  ctx.proxy.respond = registry.respond;
  cookie = await ctx.signInToConsole();
  sync = await syncClient(ctx.front, cookie);
  await sync.untilIdle();
});

const get = (path: string) => ctx.front.http('GET', path, { cookie });

/** Every version that the front lists, by name; also asked for in every order and by every filter that there is. */
async function listAll() {
  const groups: string[] = [];
  for (const sort of ['name', 'versions', 'size', 'created']) {
    groups.length = 0;
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await get(`/api/model-groups?limit=3&sort=${sort}${cursor && `&cursor=${cursor}`}`);
      expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
      const page = ModelGroupPage.parse(answer.body);
      groups.push(...page.groups.map(({ model_name }) => model_name));
      cursor = page.next_cursor;
    }
  }
  for (const query of ['search=1.0', 'created=older', 'in_use=yes', 'status=failed&type=Custom']) {
    expect((await get(`/api/model-groups?${query}`)).status).toBe(200);
    expect((await get(`/api/matching-versions?${query}`)).status).toBe(200);
  }
  const versions = [];
  for (const name of groups) {
    const answer = await get(`/api/model-groups/${encodeURIComponent(name)}/versions`);
    // An address cannot hold these two.
    if (name === '.' || name === '..') continue;
    expect([name, answer.status]).toEqual([name, 200]);
    versions.push(...GroupVersionsPage.parse(answer.body).versions);
  }
  return versions;
}

const odd = fc.oneof(
  fc.constantFrom(
    null,
    '',
    -1,
    1e300,
    2 ** 60,
    1.5,
    '1600000000000',
    'now',
    true,
    [],
    {},
    '\0',
    '\ud800',
    'a\tb',
  ),
  fc.constantFrom('failed', 'Custom', 'unheard-of', '模型', 'x'.repeat(300), "'; drop table models; --"),
  fc.jsonValue(),
);
const oddModel = fc.record(
  {
    model_id: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f') }, odd),
    model_name: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('pose', 'bert', '语音', '%_\\') }, odd),
    model_version: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('1.0.0', '2', 'v1-beta', '最新') }, odd),
    model_type: odd,
    model_status: odd,
    model_size: odd,
    create_at: odd,
    description: odd,
    owner: odd,
    install_type: odd,
    market_flag: odd,
    subscription_id: odd,
    specification: odd,
    extra: odd,
    workspace_id: odd,
    tunable: odd,
    surplus: odd,
  },
  { requiredKeys: [] },
);
const distinct = fc.uniqueArray(fc.oneof({ weight: 6, arbitrary: oddModel }, odd), {
  maxLength: 12,
  selector: (row) => (typeof row === 'object' && row && 'model_id' in row ? row.model_id : row),
});
/** Some of them are listed twice. */
const rows = fc
  .tuple(distinct, fc.array(fc.nat(), { maxLength: 3 }))
  .map(([some, again]) =>
    some.length > 0 ? [...some, ...again.map((index) => some[index % some.length])] : [],
  );

/** As they come over the wire. */
const sent = (values: readonly unknown[]): unknown[] => JSON.parse(JSON.stringify(values));

/** Of rows that are listed twice, the first counts. */
function firstByKey<Row extends { key: string }>(listed: readonly Row[]): Row[] {
  return [...new Map(listed.toReversed().map((row) => [row.key, row])).values()];
}

it('reads whatever comes, and lists every row that can be read', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (models) => {
      registry.models = models;
      const { problem, unreadable } = await sync.refresh();
      expect(problem).toBeNull();
      const firsts = firstByKey(sent(models).map(readModelRow));
      const readable = firsts.flatMap((row) => ('read' in row ? [row.read] : []));
      const listed = await listAll();
      const ids = new Set(listed.map(({ model_id }) => model_id));
      const places = new Set(listed.map((row) => JSON.stringify([row.model_name, row.model_version])));
      const left = readable.filter(({ model_id }) => !ids.has(model_id));
      // Whoever is not listed has the name and number of another one, and is told.
      for (const one of left) expect(places).toContain(JSON.stringify([one.model_name, one.model_version]));
      expect(unreadable.length).toBe(firsts.length - readable.length + left.length);
    }),
    { numRuns: 15 },
  );
});

it('reads whatever comes of services', async () => {
  registry.models = [1, 2].map((number) => listedModel('pose', number));
  const use = fc.oneof(
    fc.record({ model_id: fc.constantFrom('pose-1', 'pose-2', 'gone'), weight: odd }),
    odd,
  );
  const id = fc.constantFrom('s', 't', 'u', 'v');
  const service = fc.record(
    {
      service_id: fc.oneof({ weight: 4, arbitrary: id }, odd),
      service_name: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('one', 'two', '三') }, odd),
      status: odd,
      infer_type: odd,
      publish_at: odd,
      transition_at: odd,
      owner: odd,
    },
    { requiredKeys: [] },
  );
  /** The name that each service was last readable with: one that is there and cannot be read stays as it was. */
  const names = new Map<string, string>();
  const detail = fc.tuple(id, fc.oneof(fc.record({ config: fc.array(use, { maxLength: 3 }) }), odd));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 6, arbitrary: service }, odd), { maxLength: 6 }),
      fc.array(detail),
      async (services, details) => {
        registry.services = services;
        registry.details = new Map(details.filter(([, told]) => told !== undefined && told !== null));
        const { problem } = await sync.refresh();
        expect(problem).toBeNull();
        const versions = await listAll();
        expect(versions.map(({ model_id }) => model_id).sort()).toEqual(['pose-1', 'pose-2']);
        const firsts = firstByKey(sent(services).map(readServiceRow));
        for (const row of firsts) if ('read' in row) names.set(row.key, row.read.service_name);
        const there = [...firsts.map(({ key }) => key), ...registry.details.keys()];
        const known = there.map((id) => names.get(id));
        for (const { services: using } of versions) {
          for (const { service_name } of using) expect(known).toContain(service_name);
        }
      },
    ),
    { numRuns: 12 },
  );
});

it('shows what it does not know as it came', async () => {
  registry.models = [
    {
      model_id: 'a',
      model_name: '语音'.repeat(60),
      model_version: '最新',
      model_status: 'archived',
      model_type: 'Ascend',
      create_at: '1600000000000',
      market_flag: true,
      install_type: ['edge'],
      workspace_id: '7',
      extra: '{}',
      model_size: -5,
    },
  ];
  await sync.refresh();
  expect(await listAll()).toMatchObject([
    {
      model_id: 'a',
      model_name: '语音'.repeat(60),
      model_version: '最新',
      model_status: 'archived',
      model_type: 'Ascend',
      create_at: 1_600_000_000_000,
      market_flag: true,
      install_type: ['edge'],
      workspace_id: '7',
      model_size: 0,
    },
  ]);
});

it('tells a row that is the twin of another, and one without an id', async () => {
  const twin = { ...listedModel('pose', 1), model_id: 'twin' };
  registry.models = [listedModel('pose', 1), twin, { model_name: 'lost' }];
  const { unreadable } = await sync.refresh();
  expect(unreadable).toEqual([
    { what: expect.stringContaining('lost'), why: expect.stringContaining('model_id') },
    { what: expect.stringContaining('twin'), why: 'another model has this name and version' },
  ]);
  expect(await sync.refresh()).toMatchObject({ unreadable });
});
