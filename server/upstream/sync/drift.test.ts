import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type SyncClient, syncClient } from '../../testing/clients/sync-client.ts';
import { listedModel, type OddRegistry, oddRegistry } from '../../testing/fakes/odd-registry.ts';
import { keptFreeSums, scannedFreeSums } from '../../testing/fixtures/free-sums.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import { readModelRow } from './rows/read-model-row.ts';

const ctx = setUpRemote();

let sync: SyncClient;
let registry: OddRegistry;

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const pose = (number: number) => listedModel(`pose${number % 3}`, number);
const stored = async () => {
  const { project_id } = ctx.project;
  const rows = await ctx.front.store
    .selectFrom('models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .orderBy('create_at')
    .execute();
  return rows.map(({ model_id }) => model_id);
};
const listed = () => registry.models.map((row) => readModelRow(row).key);

async function begin(odd: OddRegistry): Promise<void> {
  registry = odd;
  ctx.proxy.respond = odd.respond;
  sync = await syncClient(ctx.front, await ctx.signInToConsole());
  await sync.untilIdle();
}

describe.each(['pages', 'rows'] as const)('pages whose offset counts %s', (offsets) => {
  beforeEach(async () => {
    const odd = oddRegistry(3, offsets);
    odd.models = numbers(10).map(pose);
    await begin(odd);
  });

  it('are all read', async () => {
    expect(await stored()).toEqual(listed());
  });

  it('that pass a row over do not remove it, though the count is as before', async () => {
    registry.onPage = (offset) => {
      if (offset === 0) registry.models = [...registry.models.slice(1), pose(10)];
    };
    await sync.refresh();
    expect(await stored()).toEqual(expect.arrayContaining(listed().slice(0, -1)));
    registry.onPage = () => undefined;
    await sync.refresh();
    expect(await stored()).toEqual(listed());
  });

  it('count nothing as free that is kept out, protected while they are read, or listed again later', async () => {
    const all = registry.models;
    const cookie = await ctx.signIn();
    const keep = (path: string, of: object) =>
      ctx.front.http('PUT', path, { cookie, origin: ctx.front.url, body: { ...of, note: 'why' } });
    const [first, second, third] = await stored();
    const asked: ReturnType<typeof keep>[] = [];
    registry.onPage = (offset) => {
      if (offset > 0) return;
      asked.push(
        keep('/api/protections', { model_id: first }),
        keep('/api/protections', { model_id: second }),
      );
      asked.push(keep('/api/cleanup/exclusions', { model_name: 'pose2' }));
      // The name is new to the copy, and one that is protected is not listed for a while.
      registry.models = [...all.slice(2), listedModel('pose9', 9)];
    };
    await sync.refresh();
    registry.onPage = () => undefined;
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(200);
    await sync.refresh();
    const { store } = ctx.front;
    expect(await stored()).not.toContain(first);
    expect(await keptFreeSums(store, ctx.project)).toEqual(await scannedFreeSums(store, ctx.project));
    registry.models = all;
    await sync.refresh();
    expect(await stored()).toEqual(expect.arrayContaining([first, second, third]));
    const scanned = await scannedFreeSums(store, ctx.project);
    expect(await keptFreeSums(store, ctx.project)).toEqual(scanned);
    const places = scanned.totals.filter(({ kind }) => kind === 'place');
    // Of ten, three are called pose2, and two others are protected.
    expect(places.reduce((sum, { versions }) => sum + versions, 0)).toBe(5);
  });

  it('never lose what stays, whatever happens between them, and are right once nothing does', async () => {
    const change = fc.record({ add: fc.nat(3), remove: fc.array(fc.nat(20), { maxLength: 4 }) });
    let next = 100;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
        const before = new Set(listed());
        const left = [...changes];
        registry.onPage = () => {
          const { add, remove } = left.shift() ?? { add: 0, remove: [] };
          const kept = registry.models.filter((_, index) => !remove.includes(index));
          registry.models = [...kept, ...numbers(add, next).map(pose)];
          next += add;
        };
        await sync.refresh();
        registry.onPage = () => undefined;
        const stayed = listed().filter((id) => before.has(id));
        expect(await stored()).toEqual(expect.arrayContaining(stayed));
        await sync.refresh();
        expect(await stored()).toEqual(listed());
        const { store } = ctx.front;
        expect(await keptFreeSums(store, ctx.project)).toEqual(await scannedFreeSums(store, ctx.project));
      }),
      { numRuns: 12 },
    );
  });
});

describe('many names that are gone', () => {
  beforeEach(async () => {
    const odd = oddRegistry(50);
    odd.models = numbers(160).map((number) => listedModel(`name${number}`, number));
    await begin(odd);
  });

  it('are removed at once, when a second look misses them too', async () => {
    registry.models = registry.models.slice(0, 20);
    await sync.refresh();
    expect(await stored()).toEqual(listed());
  });

  it('are asked for by name, a hundred at a time, when the pages do not agree', async () => {
    const all = registry.models;
    registry.models = all.slice(0, 10);
    registry.onPage = () => {
      registry.models = [...all.slice(0, 10), listedModel('more', registry.models.length)];
    };
    registry.models.push(...all.slice(10, 51));
    const asked = ctx.proxy.received.length;
    await sync.refresh();
    const byName = ctx.proxy.received.slice(asked).filter(({ url }) => url.includes('model_name='));
    expect(byName.length).toBe(100);
    // Those that the first page showed, and those that are asked for next time.
    expect((await stored()).length).toBe(50 + 10);
  });
});

it('removes a name that is gone altogether, with its line', async () => {
  const odd = oddRegistry();
  odd.models = [pose(0), pose(1)];
  await begin(odd);
  registry.models = [pose(1)];
  await sync.refresh();
  const { store } = ctx.front;
  const { project_id } = ctx.project;
  const lines = await store
    .selectFrom('model_groups')
    .select('model_name')
    .where('project_id', '=', project_id)
    .execute();
  expect(lines).toEqual([{ model_name: 'pose1' }]);
});
