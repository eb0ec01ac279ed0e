import { type SqlBool, sql } from 'kysely';
import type { GroupSummary } from '../registry/groups/group-summary.ts';
import type { Store } from '../store/schema.ts';
import type { versionConditions } from './version-matches.ts';

/** Of the versions of a name that match: how many have each status, and how many services use any of them. */
export type MatchingSums = { statuses: Record<string, number>; services: number };

/**
 * Sums up what matches of some names, by looking at their versions.
 *
 * @param groups those of a page of which not all versions match.
 * @param isMatch the conditions on a row of `models` that the narrowing stands for.
 */
export async function sumMatching(
  store: Store,
  project_id: string,
  groups: readonly Pick<GroupSummary, 'model_name' | 'services'>[],
  isMatch: Conditions,
): Promise<Map<string, MatchingSums>> {
  const used = groups.filter((group) => group.services > 0);
  const [statuses, services] = await Promise.all([
    countStatuses(matchingOf(store, project_id, groups, isMatch), groups),
    countServices(matchingOf(store, project_id, used, isMatch), used),
  ]);
  const byName = Map.groupBy(statuses, (row) => row.model_name);
  const servicesOf = new Map(services.map((row) => [row.model_name, row.services]));
  return new Map(
    [...byName].map(([name, rows]) => [
      name,
      {
        statuses: Object.fromEntries(rows.map((row) => [row.model_status, row.versions])),
        services: servicesOf.get(name) ?? 0,
      },
    ]),
  );
}

type Conditions = ReturnType<typeof versionConditions>;
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
