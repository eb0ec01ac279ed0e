import { type SqlBool, sql } from 'kysely';
import { isBeyondNewest } from '../../registry/free/newest.ts';
import { type FacetChoices, statusesFound } from '../../registry/groups/facets.ts';
import type { GroupSummary } from '../../registry/groups/group-summary.ts';
import type { Store } from '../../store/schema.ts';
import { newestOrUnranked } from './newest-or-unranked.ts';
import { type VersionCriteria, versionConditions } from './version-matches.ts';

type Group = Pick<GroupSummary, 'model_name' | 'tallies'>;

/** Of names, what "not in the newest" leaves of them: that many newest, of what other filters find. */
export type BeyondNewest = { project_id: string; newest: number; criteria: VersionCriteria };

/**
 * The statuses of what is not among the newest of some names: what the tallies tell, less those of the newest, which are few.
 *
 * @param choices what the other filters narrow to.
 */
export async function statusesBeyondNewest(
  store: Store,
  groups: readonly Group[],
  choices: FacetChoices,
  beyond: BeyondNewest,
): Promise<Map<string, Record<string, number>>> {
  if (groups.length === 0) return new Map();
  const { rows } = await sql<{ model_name: string; model_status: string; versions: number }>`
    select model_groups.model_name, left_alone.model_status, count(*) as versions
    from model_groups, lateral ${leftAlone(beyond)} as left_alone
    where ${isAmong(beyond, groups)}
    group by 1, 2
  `.execute(store);
  const leftOf = Map.groupBy(rows, (row) => row.model_name);
  return new Map(
    groups.map(({ model_name, tallies }) => {
      const left = new Map(
        (leftOf.get(model_name) ?? []).map((row) => [row.model_status, row.versions] as const),
      );
      const found = Object.entries(statusesFound(tallies, choices))
        .map(([status, versions]) => [status, versions - (left.get(status) ?? 0)] as const)
        .filter(([, versions]) => versions > 0);
      return [model_name, Object.fromEntries(found)];
    }),
  );
}

/** How many services of each name use only its newest, or what has no place; those of which there are none are left out. */
export async function servicesOfNewestAlone(
  store: Store,
  groups: readonly Group[],
  beyond: BeyondNewest,
): Promise<Map<string, number>> {
  if (groups.length === 0) return new Map();
  const { rows } = await sql<{ model_name: string; services: number }>`
    with of_newest as (
      select distinct model_groups.model_name, used.service_id
      from model_groups, lateral ${leftAlone(beyond)} as left_alone
      join service_models used on used.project_id = ${beyond.project_id} and used.model_id = left_alone.model_id
      where ${isAmong(beyond, groups)}
    )
    select model_name, count(*) as services from of_newest
    where not exists (
      select from service_models used join models using (project_id, model_id)
      where used.project_id = ${beyond.project_id} and used.service_id = of_newest.service_id
        and models.model_name = of_newest.model_name and ${isBeyondNewest(beyond.newest)}
    )
    group by 1
  `.execute(store);
  return new Map(rows.map(({ model_name, services }) => [model_name, services]));
}

function leftAlone({ newest, criteria }: BeyondNewest) {
  const { not_in_newest: _, ...others } = criteria.filters;
  const columns = sql`models.model_id, models.model_status`;
  return newestOrUnranked(newest, columns, versionConditions({ ...criteria, filters: others }));
}

function isAmong({ project_id }: BeyondNewest, groups: readonly Group[]) {
  const names = groups.map((group) => group.model_name);
  return sql<SqlBool>`(
    model_groups.project_id = ${project_id} and model_groups.model_name = any (${names}::text[])
  )`;
}
