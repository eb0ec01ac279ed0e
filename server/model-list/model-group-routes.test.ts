import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GroupVersionsPage, ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { countCases } from '../../core/testing/count-cases.ts';
import type { GroupSummary } from '../registry/groups/group-summary.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import { errorCode } from '../testing/clients/http-client.ts';
import { registryClient } from '../testing/clients/registry-client.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const ask = (path: string) => ctx.gateway.http('GET', path, { token: ctx.project.viewer.token });
const groups = async (query = '') => ModelGroupPage.parse((await ask(`/api/model-groups?${query}`)).body);

describe('the grouped list', () => {
  it('says when the registry is empty, and when only nothing matches', async () => {
    expect(await groups()).toMatchObject({
      groups: [],
      is_empty_registry: true,
      total: { names: 0, versions: 0 },
    });
    await ctx.registry.create('pose', '1.0.0');
    expect(await groups('search=zzz')).toMatchObject({ groups: [], is_empty_registry: false });
  });

  it('sums up each name', async () => {
    const [first] = await ctx.registry.createMany('pose', 3);
    await ctx.registry.deploy('gateway', [first]);
    expect(await groups()).toMatchObject({
      total: { names: 1, versions: 3 },
      groups: [{ model_name: 'pose', versions: 3, matching: 3, services: 1, latest_version: '1.0.2' }],
    });
  });

  it('finds names, versions and ids, in any case, and counts what matches', async () => {
    const [id] = await ctx.registry.createMany('PoseNet', 2);
    await ctx.registry.create('other', '7.7.7');
    const found = async (search: string) =>
      (await groups(`search=${search}`)).groups.map(({ model_name, matching }) => [model_name, matching]);
    expect(await found('posenet')).toEqual([['PoseNet', 2]]);
    expect(await found('7.7.7')).toEqual([['other', 1]]);
    expect(await found(id.toUpperCase())).toEqual([['PoseNet', 1]]);
    expect(await found('_')).toEqual([]);
    expect(await found('%25')).toEqual([]);
  });

  it('narrows by use', async () => {
    const [used] = await ctx.registry.createMany('pose', 2);
    await ctx.registry.deploy('gateway', [used]);
    expect(await groups('in_use=yes')).toMatchObject({ groups: [{ matching: 1 }], total: { versions: 1 } });
    const page = await ask('/api/model-groups/pose/versions?in_use=no');
    expect(GroupVersionsPage.parse(page.body).versions.map((version) => version.services)).toEqual([[]]);
  });

  it.each(['name', 'versions', 'size', 'created'])(
    'visits each name once, sorted by %s, either way',
    async (sort) => {
      const names = ['a', 'b', 'C', 'd_1', 'e'];
      for (const [index, name] of names.entries()) await ctx.registry.createMany(name, (index % 2) + 1);
      for (const order of ['asc', 'desc']) {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const page: ModelGroupPage = await groups(
            `sort=${sort}&order=${order}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
          );
          seen.push(...page.groups.map((group) => group.model_name));
          cursor = page.next_cursor;
        } while (cursor !== null);
        expect(seen.toSorted()).toEqual(names.toSorted());
      }
    },
  );

  it('sums up just the names asked for that match, up to the place where a page ended, beside the total of all', async () => {
    for (const name of ['x', 'y', 'z']) await ctx.registry.create(name, '1.0.0');
    const found = async (query: string) => {
      const page = await groups(query);
      return [page.groups.map((group) => group.model_name), page.total.names];
    };
    const { next_cursor } = await groups('limit=2');
    await ctx.registry.create('xy', '1.0.0');
    expect(await found('names=xy')).toEqual([['xy'], 4]);
    expect(await found('names=xy&names=y&names=z&names=none')).toEqual([['xy', 'y', 'z'], 4]);
    expect(await found(`names=xy&names=y&names=z&until=${next_cursor}`)).toEqual([['xy', 'y'], 4]);
    expect(await found('names=y&names=xy&search=x')).toEqual([['xy'], 2]);
  });

  it('refuses a cursor that is garbage, or of another sorting', async () => {
    for (const name of ['a', 'b']) await ctx.registry.create(name, '1.0.0');
    const { next_cursor } = await groups('limit=1');
    for (const cursor of ['garbage', next_cursor]) {
      const answer = await ask(`/api/model-groups?sort=size&cursor=${cursor}`);
      expect([answer.status, errorCode(answer)]).toEqual([400, 'Coppice.0005']);
    }
  });

  it.each([
    ['a number that no time can be', ['size', 'asc', 1e308, 'pose']],
    ['a fraction', ['size', 'asc', 0.5, 'pose']],
    ['more than fits', ['versions', 'asc', 9_007_199_254_740_991, 'pose']],
    ['a NUL character', ['name', 'asc', 'pose', 'po\0se']],
    ['half a surrogate pair', ['name', 'asc', '\ud800', 'pose']],
  ])('never fails at a cursor with %s', async (_, place) => {
    const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
    const query = `sort=${place[0]}&order=${place[1]}&cursor=${cursor}`;
    expect((await ask(`/api/model-groups?${query}`)).status).toBeLessThan(500);
  });

  it('pages through the versions of a name, newest first', async () => {
    const ids = await ctx.registry.createMany('pose', 5);
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const page = GroupVersionsPage.parse(
        (await ask(`/api/model-groups/pose/versions?limit=2${cursor}`)).body,
      );
      seen.push(...page.versions.map((version) => version.model_id));
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  it('passes over as many versions as asked, from the newest or from a cursor, even beyond the last', async () => {
    const ids = (await ctx.registry.createMany('pose', 5)).toReversed();
    const page = async (query: string) =>
      GroupVersionsPage.parse((await ask(`/api/model-groups/pose/versions?${query}`)).body);
    const idsOf = (found: GroupVersionsPage) => found.versions.map((version) => version.model_id);
    expect(idsOf(await page('offset=3&limit=2'))).toEqual(ids.slice(3));
    const middle = await page('offset=1&limit=1');
    expect(idsOf(middle)).toEqual(ids.slice(1, 2));
    expect(idsOf(await page(`cursor=${middle.next_cursor}&offset=1`))).toEqual(ids.slice(3));
    expect(await page('offset=5')).toEqual({ versions: [], next_cursor: null });
    expect((await ask('/api/model-groups/pose/versions?offset=-1')).status).toBe(400);
  });

  it('never fails, whatever is searched for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const answer = await ask(`/api/model-groups?search=${encodeURIComponent(text)}`);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 40 },
    );
  });
});

const ACTS = ['create', 'create', 'delete', 'create', 'deploy', 'end', 'cascade'] as const;

it('keeps its summaries equal to what a fresh look at the models gives, whatever happens to them', async () => {
  const came = countCases('delete', 'cascade', 'deploy', 'end');
  // Each act once where it has something to act on, whatever comes by chance.
  const whole = ACTS.map((act, pick) => ({ act, pick }));
  const step = fc.record({
    act: fc.constantFrom(...ACTS),
    pick: fc.nat(20),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const own = await ctx.gateway.newProject();
      const client = registryClient(ctx.gateway, own);
      const services: string[] = [];
      for (const [index, { act, pick }] of steps.entries()) {
        const { models } = await client.list();
        const id = models[pick % Math.max(models.length, 1)]?.model_id;
        if (id && act !== 'create' && act !== 'end') came(act);
        if (act === 'create') await client.create(`name-${pick % 3}`, `1.0.${index}`);
        if (act === 'delete' && id) await client.remove(id);
        if (act === 'cascade' && id) await client.remove(id, true);
        if (act === 'deploy' && id) services.push(await client.deploy(`service-${index}`, [id]));
        const service = act === 'end' ? services.pop() : undefined;
        if (!service) continue;
        came('end');
        await client.call('DELETE', `/services/${service}`);
      }
      const summaries = async () => ({
        groups: await ctx.gateway.store
          .selectFrom('model_groups')
          .selectAll()
          .where('project_id', '=', own.project_id)
          .orderBy('model_name')
          .execute(),
        totals: await ctx.gateway.store
          .selectFrom('project_totals')
          .select(['facet', 'names', 'versions', 'model_size'])
          .where('project_id', '=', own.project_id)
          .where('names', '>', 0)
          .orderBy('facet')
          .execute(),
      });
      const kept = await summaries();
      const all = ['name-0', 'name-1', 'name-2'];
      await ctx.gateway.store.transaction().execute((trx) => refreshGroups(trx, own.project_id, all));
      expect(await summaries()).toEqual(kept);
      expect(kept.totals).toEqual(totalsOf(kept.groups));
      expect(kept.totals[0]?.versions ?? 0).toBe((await client.list()).total_count);
    }),
    { numRuns: 12, examples: [[whole]] },
  );
});

/** The totals by facet that these summaries add up to, all of them under ''. */
function totalsOf(groups: readonly Pick<GroupSummary, 'versions' | 'model_size' | 'tallies'>[]) {
  const parts = groups.flatMap(({ versions, model_size, tallies }) =>
    Object.entries({ '': { versions, model_size }, ...tallies }),
  );
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return [...Map.groupBy(parts, ([facet]) => facet)]
    .map(([facet, tallies]) => ({
      facet,
      names: tallies.length,
      versions: sum(tallies.map(([, tally]) => tally.versions)),
      model_size: sum(tallies.map(([, tally]) => tally.model_size)),
    }))
    .sort((one, other) => (one.facet < other.facet ? -1 : 1));
}

it('tells the services of the models that it knows, and nothing of others', async () => {
  const [used, free] = await ctx.registry.createMany('pose', 2);
  await ctx.registry.deploy('gateway', [used]);
  const body = { model_ids: [used, free, 'nothing'] };
  const answer = await ctx.gateway.http('POST', '/api/blockers', { token: ctx.project.viewer.token, body });
  expect(answer.body).toMatchObject({ services: { [used]: [{ service_name: 'gateway' }], [free]: [] } });
  expect(JSON.stringify(answer.body)).not.toContain('nothing');
});
