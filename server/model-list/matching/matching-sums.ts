import { type SqlBool, sql } from 'kysely';
import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import { countFound, type FacetChoices, statusesFound } from '../../registry/groups/facets.ts';
import type { GroupSummary } from '../../registry/groups/group-summary.ts';
import type { Store } from '../../store/schema.ts';
import { type BeyondNewest, servicesOfNewestAlone, statusesBeyondNewest } from './sums-beyond-newest.ts';
import { talliedFacets } from './tallied-facets.ts';
import { type VersionCriteria, versionConditions } from './version-matches.ts';

/** Of the versions of a name that match: how many have each status, and how many services use any of them. */
export type MatchingSums = { statuses: Record<string, number>; services: number };

type Group = Pick<GroupSummary, 'model_name' | 'services' | 'tallies'>;

/**
 * Sums up what matches of some names: by their tallies as far as these tell it, and else by looking at their versions.
 *
 * @param groups those of a page of which not all versions match.
 */
export async function sumMatching(
  store: Store,
  project_id: string,
  groups: readonly Group[],
  criteria: VersionCriteria,
): Promise<Map<string, MatchingSums>> {
  const { not_in_newest: newest, ...others } = criteria.filters;
  const choices = talliedChoices(others);
  const isMatch = versionConditions(criteria);
  if (newest && choices)
    return sumBeyondNewest(store, groups, choices, { project_id, newest, criteria, isMatch });
  const untold = groups.filter(
    (group) => group.services > 0 && (!choices || servicesTold(group, choices) === undefined),
  );
  const [statuses, services] = await Promise.all([
    choices ? [] : countStatuses(matchingOf(store, project_id, groups, isMatch), groups),
    countServices(matchingOf(store, project_id, untold, isMatch), untold),
  ]);
  const byName = Map.groupBy(statuses, (row) => row.model_name);
  const servicesOf = new Map(services.map((row) => [row.model_name, row.services]));
  return new Map(
    groups.map((group) => {
      const { model_name, tallies } = group;
      const counted = (byName.get(model_name) ?? []).map((row) => [row.model_status, row.versions]);
      const sums = {
        statuses: choices ? statusesFound(tallies, choices) : Object.fromEntries(counted),
        services: (choices && servicesTold(group, choices)) ?? servicesOf.get(model_name) ?? 0,
      };
      return [model_name, sums];
    }),
  );
}

type Conditions = ReturnType<typeof versionConditions>;

/** The same of what is not among the newest: what is told of all of a name, less what is read of the newest. */
async function sumBeyondNewest(
  store: Store,
  groups: readonly Group[],
  choices: FacetChoices,
  { isMatch, ...beyond }: BeyondNewest & { isMatch: Conditions },
): Promise<Map<string, MatchingSums>> {
  const told = groups.filter((group) => (servicesTold(group, choices) ?? 0) > 0);
  const untold = groups.filter((group) => servicesTold(group, choices) === undefined);
  const [statuses, ofNewest, read] = await Promise.all([
    statusesBeyondNewest(store, groups, choices, beyond),
    servicesOfNewestAlone(store, told, beyond),
    countServices(matchingOf(store, beyond.project_id, untold, isMatch), untold),
  ]);
  const servicesOf = new Map(read.map((row) => [row.model_name, row.services]));
  return new Map(
    groups.map((group) => {
      const { model_name } = group;
      const services = servicesTold(group, choices) ?? servicesOf.get(model_name) ?? 0;
      return [
        model_name,
        {
          statuses: statuses.get(model_name) ?? {},
          services: services - (ofNewest.get(model_name) ?? 0),
        },
      ];
    }),
  );
}

/** What filters narrow to, where they narrow by nothing else than what is tallied together. */
function talliedChoices(filters: ModelFilters): FacetChoices | undefined {
  const { search, owner, protected: guarded } = filters;
  return search || owner || guarded ? undefined : talliedFacets(filters) && filters;
}

/** How many services use what matches of a name, where no version is to be looked at for it. */
function servicesTold({ services, tallies }: Group, choices: FacetChoices): number | undefined {
  const { status, type, in_use = 'yes' } = choices;
  if (services === 0 || in_use === 'no' || countFound(tallies, { ...choices, in_use }) === 0) return 0;
  return in_use === 'yes' && !status && !type ? services : undefined;
}

type Named = readonly { model_name: string }[];
type Matching = ReturnType<typeof matchingOf>;

function matchingOf(store: Store, project_id: string, groups: Named, isMatch: Conditions) {
  const names = groups.map((group) => group.model_name);
  let models = store
    .selectFrom('models')
    .where('models.project_id', '=', project_id)
    .where(sql<SqlBool>`models.model_name = any (${names}::text[])`);
  for (const condition of isMatch) models = models.where(condition);
  return models;
}

async function countStatuses(matching: Matching, groups: Named) {
  if (groups.length === 0) return [];
  return matching
    .select(({ fn }) => ['models.model_name', 'models.model_status', fn.countAll<number>().as('versions')])
    .groupBy(['models.model_name', 'models.model_status'])
    .orderBy('models.model_status')
    .execute();
}

async function countServices(matching: Matching, groups: Named) {
  if (groups.length === 0) return [];
  return matching
    .innerJoin('service_models as used', (join) =>
      join.onRef('used.project_id', '=', 'models.project_id').onRef('used.model_id', '=', 'models.model_id'),
    )
    .select(({ fn }) => ['models.model_name', fn.count<number>('used.service_id').distinct().as('services')])
    .groupBy('models.model_name')
    .execute();
}
