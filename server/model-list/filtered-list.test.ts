import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  GroupVersionsPage,
  MatchingVersions,
  ModelGroupPage,
} from '../../core/console-api/models/model-groups.ts';
import { countCases } from '../../core/testing/count-cases.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import { insertModels } from '../registry/models/insert-models.ts';
import {
  filterSets,
  registries,
  type ScannedFilters,
  type ScannedRegistry,
  SERVICES,
  STATUS,
  scan,
  TELLING,
} from '../testing/fixtures/scanned-list.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

function queryOf(filters: Partial<ScannedFilters>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, told] of Object.entries(filters)) {
    for (const value of [told ?? []].flat()) query.append(name, String(value));
  }
  return query;
}

it('narrowed in any way, shows what a look at each version finds', async () => {
  const came = countCases('size', 'owner', 'protected', 'not_in_newest', 'created', 'left out');
  await fc.assert(
    fc.asyncProperty(registries, fc.array(filterSets, { minLength: 3, maxLength: 6 }), async (all, asked) => {
      const project = await ctx.gateway.newProject();
      await fill(project.project_id, all);
      const ask = async (path: string, query: URLSearchParams) =>
        (await ctx.gateway.http('GET', `${path}?${query}`, { token: project.viewer.token })).body;
      for (const filters of asked) {
        const query = queryOf(filters);
        const { groups, total, left_out } = ModelGroupPage.parse(await ask('/api/model-groups', query));
        const shown = groups.map(({ model_name, matching, matching_size, statuses, services }) => {
          return { model_name, matching, matching_size, statuses, services };
        });
        const want = scan(all, filters);
        expect(shown, query.toString()).toEqual(want.groups);
        expect(total, query.toString()).toMatchObject({
          names: want.groups.length,
          versions: want.versions,
          model_size: want.model_size,
          is_at_least: false,
        });
        expect(left_out?.versions ?? 0, query.toString()).toBe(want.leftOut);
        const { names } = MatchingVersions.parse(await ask('/api/matching-versions', query));
        expect(names.flatMap(({ model_ids }) => model_ids).sort(), query.toString()).toEqual(want.ids);
        const first = want.groups[0]?.model_name ?? 'pose';
        const path = `/api/model-groups/${first}/versions`;
        const { versions } = GroupVersionsPage.parse(await ask(path, query));
        expect(versions, query.toString()).toHaveLength(want.groups[0]?.matching ?? 0);
        if (want.versions > 0) for (const name of NEW) if (filters[name] !== undefined) came(name);
        if (want.leftOut > 0) came('left out');
      }
    }),
    { numRuns: 15, examples: [TELLING] },
  );
});

const NEW = ['size', 'owner', 'protected', 'not_in_newest', 'created'] as const;

async function fill(project_id: string, all: ScannedRegistry): Promise<void> {
  await ctx.gateway.store.transaction().execute(async (trx) => {
    const models = all.versions.map(({ days, services, protection, ...model }) => ({
      ...model,
      description: '',
      tenant: '',
      subscription_id: null,
      detail: {},
    }));
    await insertModels(trx, project_id, models);
    const rest = { infer_type: 'batch', owner: '', tenant: '', description: '' };
    const names = ['Edge-pose', 'ml'] as const;
    const services = names.map((service_name) => {
      const about = { service_id: SERVICES[service_name], service_name, status: STATUS[service_name] };
      return { project_id, ...about, ...rest, publish_at: 0, transition_at: 0 };
    });
    await trx.insertInto('services').values(services).execute();
    const uses = all.versions.flatMap(({ services: held, model_id }) =>
      held.map((name) => ({ project_id, service_id: SERVICES[name], model_id, weight: 1 })),
    );
    if (uses.length > 0) await trx.insertInto('service_models').values(uses).execute();
    await refreshGroups(trx, project_id, [...new Set(models.map((model) => model.model_name))]);
    const protections = protectionsOf(project_id, all);
    if (protections.length > 0) await trx.insertInto('protections').values(protections).execute();
  });
}

function protectionsOf(project_id: string, { versions, protections }: ScannedRegistry) {
  const rest = { note: '', user_id: '', user_name: '', created_at: 0 };
  const ofNames = Object.entries(protections).map(([model_name, protection]) => {
    return { model_name, model_id: '', model_version: '', protection };
  });
  const all = [...ofNames, ...versions].filter(({ protection }) => protection !== 'no');
  return all.map(({ model_name, model_id, model_version, protection }) => {
    const until = protection === 'ended' ? 1 : null;
    return { project_id, model_name, model_id, model_version, until, ...rest };
  });
}
