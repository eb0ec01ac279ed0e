import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IN_USE, type InUse } from '../../core/console-api/models/list-choices.ts';
import { ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import { insertModels } from '../registry/models/insert-models.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.now();
const STATUSES = ['published', 'failed', 'building_failed'];
const TYPES = ['Custom', 'PyTorch', 'Image'];
const AGES = { week: 3, month: 20, year: 200, older: 900 };

/** The days, as a filter, in which what is of the middle two ages was created. */
const dayOf = (days: number) => new Date(NOW - days * DAY).toISOString().slice(0, 10);
const MIDDLE = `${dayOf(400)}..${dayOf(10)}`;

/** Services by name, with their ids: a name that is found as models are, and one that is too short to be looked up. */
const SERVICES = { 'Edge-pose': 'srv-0a', ml: 'srv-0b' };
const STATUS = { 'Edge-pose': 'running', ml: 'stopped' };

type ServiceName = keyof typeof SERVICES;
type Version = {
  name: string;
  status: string;
  type: string;
  age: keyof typeof AGES;
  /** The names of the services that hold it. */
  services: readonly ServiceName[];
};
type ModelFilters = {
  search?: string;
  status?: string[];
  type?: string[];
  in_use?: InUse;
  created?: string;
};

const versions: fc.Arbitrary<Version[]> = fc.array(
  fc.record({
    name: fc.constantFrom('pose', 'PoseNet', 'yolo'),
    status: fc.constantFrom(...STATUSES),
    type: fc.constantFrom(...TYPES),
    age: fc.constantFrom('week', 'month', 'year', 'older'),
    services: fc.constantFrom<readonly ServiceName[]>([], ['Edge-pose'], ['ml'], ['Edge-pose', 'ml']),
  }),
  { minLength: 1, maxLength: 14 },
);
const filterSets: fc.Arbitrary<ModelFilters> = fc.record(
  {
    search: fc.constantFrom(
      'o',
      'pose',
      'net',
      '1.0.1',
      '0',
      'e',
      'beef',
      'zz',
      '00-',
      'edge',
      'EDGE-P',
      'ml',
      'srv-0B',
    ),
    status: fc.subarray(STATUSES, { minLength: 1 }),
    type: fc.subarray(TYPES, { minLength: 1 }),
    in_use: fc.constantFrom(...IN_USE),
    created: fc.constantFrom('week', 'month', 'year', 'older', MIDDLE, `${dayOf(10)}..`, `..${dayOf(400)}`),
  },
  { requiredKeys: [] },
);

const idOf = (place: number) => `beef0000-0000-4000-8000-${String(place).padStart(12, '0')}`;
const versionOf = (place: number) => `1.0.${place}`;
/** In bytes, so that each sum of some of them tells which they are. */
const sizeOf = (place: number) => 2 ** place;
const createdAt = ({ age }: Version) => NOW - AGES[age] * DAY;

/** What can be asked of its use that finds it. */
function usesOf({ services }: Version): InUse[] {
  if (services.length === 0) return ['no'];
  return ['yes', services.some((name) => STATUS[name] === 'running') ? 'running' : 'at-rest'];
}

/** What the list must show, by looking at each version. */
function expected(all: readonly Version[], { search, status, type, in_use, created }: ModelFilters) {
  const isMatch = (version: Version, place: number) => {
    const texts = [version.name, versionOf(place), idOf(place)].map((text) => text.toLowerCase());
    const ofServices = version.services.flatMap((name) => [name, SERVICES[name]]);
    const isHeldByFound = (part: string) =>
      part.length < 3
        ? version.services.some((name) => name === part)
        : ofServices.some((text) => text.toLowerCase().includes(part.toLowerCase()));
    const days = AGES[version.age];
    return (
      (search === undefined || texts.some((text) => text.includes(search)) || isHeldByFound(search)) &&
      (status === undefined || status.includes(version.status)) &&
      (type === undefined || type.includes(version.type)) &&
      (in_use === undefined || usesOf(version).includes(in_use)) &&
      (created === undefined ||
        {
          ...{ week: days < 7, month: days < 30, year: days < 365, older: days > 365 },
          ...{
            [MIDDLE]: days > 10 && days < 400,
            [`${dayOf(10)}..`]: days < 10,
            [`..${dayOf(400)}`]: days > 400,
          },
        }[created])
    );
  };
  const places = all.map((version, place) => ({ ...version, size: sizeOf(place) }));
  const matching = places.filter(isMatch);
  return {
    groups: [...Map.groupBy(matching, (version) => version.name)]
      .map(([model_name, ofName]) => ({
        model_name,
        matching: ofName.length,
        matching_size: sumSizes(ofName),
        statuses: countBy(ofName.map((version) => version.status)),
        services: new Set(ofName.flatMap((version) => version.services)).size,
      }))
      .sort((a, b) => (a.model_name < b.model_name ? -1 : 1)),
    versions: matching.length,
    model_size: sumSizes(matching),
  };
}

const sumSizes = (versions: readonly { size: number }[]) => versions.reduce((sum, { size }) => sum + size, 0);

function countBy(words: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]));
}

function queryOf(filters: ModelFilters): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, told] of Object.entries(filters)) {
    for (const value of [told].flat()) query.append(name, value);
  }
  return query;
}

it('narrowed in any way, shows what a look at each version finds', async () => {
  await fc.assert(
    fc.asyncProperty(versions, fc.array(filterSets, { minLength: 4, maxLength: 8 }), async (all, asked) => {
      const project = await ctx.gateway.newProject();
      await fill(project.project_id, all);
      for (const filters of asked) {
        const query = queryOf(filters);
        const { body } = await ctx.gateway.http('GET', `/api/model-groups?${query}`, {
          token: project.viewer.token,
        });
        const { groups, total } = ModelGroupPage.parse(body);
        const shown = groups.map(({ model_name, matching, matching_size, statuses, services }) => {
          return { model_name, matching, matching_size, statuses, services };
        });
        const want = expected(all, filters);
        expect(shown, query.toString()).toEqual(want.groups);
        expect(total, query.toString()).toMatchObject({
          names: want.groups.length,
          versions: want.versions,
          model_size: want.model_size,
          is_at_least: false,
        });
      }
    }),
    { numRuns: 15 },
  );
});

async function fill(project_id: string, all: readonly Version[]): Promise<void> {
  await ctx.gateway.store.transaction().execute(async (trx) => {
    const models = all.map((version, place) => ({
      model_id: idOf(place),
      model_name: version.name,
      model_version: versionOf(place),
      model_size: sizeOf(place),
      model_type: version.type,
      model_status: version.status,
      create_at: createdAt(version),
      description: '',
      owner: '',
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
    const uses = all.flatMap(({ services: held }, place) =>
      held.map((name) => ({ project_id, service_id: SERVICES[name], model_id: idOf(place), weight: 1 })),
    );
    if (uses.length > 0) await trx.insertInto('service_models').values(uses).execute();
    await refreshGroups(trx, project_id, [...new Set(all.map((version) => version.name))]);
  });
}
