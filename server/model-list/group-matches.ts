import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ModelFilters } from '../../core/console-api/models/model-group-queries.ts';
import { containsTextInAnyCase } from '../registry/contains-text.ts';
import { facetsFor } from '../registry/groups/facets.ts';
import type { Store } from '../store/schema.ts';
import { findByVersion } from './find-by-version.ts';
import { createdWithin, type VersionCriteria, versionConditions } from './version-matches.ts';

/**
 * The names with at least one version that matches the filters: a query of `model_groups`, with how many versions match
 * (`matching`) and their bytes (`matching_size`). It is answered from the summaries as far as possible; versions are read
 * only where their age counts, or a search finds one.
 */
export async function matchingGroups(store: Store, project_id: string, criteria: VersionCriteria) {
  const { filters, held } = criteria;
  const { search, created } = filters;
  const byVersion = search ? await findByVersion(store, project_id, search, held) : [];
  const groups = candidateSummaries(store, project_id, criteria, byVersion);
  const isTold = !created && byVersion?.length === 0;
  return isTold ? groups.select(told(filters)) : byTheirVersions(groups, criteria);
}

/**
 * The summaries that may have a version that matches: exactly those, where age does not count and the search finds no
 * version by itself; a superset otherwise.
 *
 * @param byVersion the names that a search finds by their versions, ids and services, if they are known.
 */
function candidateSummaries(
  store: Store,
  project_id: string,
  { filters, now }: Pick<VersionCriteria, 'filters' | 'now'>,
  byVersion: readonly string[] | undefined,
) {
  const facets = facetsFor(filters);
  let groups = store.selectFrom('model_groups').where('model_groups.project_id', '=', project_id);
  if (facets.length > 0) groups = groups.where(sql<SqlBool>`model_groups.facets && ${facets}::text[]`);
  if (filters.created) groups = groups.where(createdWithin(SPAN, filters.created, now));
  if (!filters.search || !byVersion) return groups;
  const isNameFound = findsName(filters.search);
  if (byVersion.length === 0) return groups.where(isNameFound);
  const isAmong = sql<SqlBool>`model_groups.model_name = any (${[...byVersion]}::text[])`;
  return groups.where(sql<SqlBool>`(${isNameFound} or ${isAmong})`);
}

type Summaries = ReturnType<typeof candidateSummaries>;

/** Counts what matches by reading the versions of each candidate, where its summary is not enough. */
function byTheirVersions(groups: Summaries, criteria: VersionCriteria) {
  const { filters } = criteria;
  const { search, created } = filters;
  // Where the name is found, all its versions are; no version is read then.
  const isTold = created ? sql<SqlBool>`false` : search ? findsName(search) : sql<SqlBool>`true`;
  const { matching, matching_size } = tallies(filters);
  return groups
    .innerJoinLateral(
      ({ selectFrom }) => {
        let versions = selectFrom('models')
          .select(({ fn }) => fn.countAll<number>().as('matching'))
          .select(({ fn }) => fn.coalesce(fn.sum<number>('models.model_size'), sql<number>`0`).as('size'))
          .whereRef('models.project_id', '=', 'model_groups.project_id')
          .whereRef('models.model_name', '=', 'model_groups.model_name')
          .where(sql<SqlBool>`not ${isTold}`);
        for (const condition of versionConditions(criteria)) versions = versions.where(condition);
        return versions.as('looked_at');
      },
      (join) => join.onTrue(),
    )
    .where(sql<SqlBool>`(${isTold} or looked_at.matching > 0)`)
    .select([
      sql<number>`case when ${isTold} then ${matching} else looked_at.matching end`.as('matching'),
      sql<number>`case when ${isTold} then ${matching_size} else looked_at.size end`.as('matching_size'),
    ]);
}

function findsName(search: string): RawBuilder<SqlBool> {
  return containsTextInAnyCase(sql.ref('model_groups.model_name'), search);
}

const SPAN = {
  newest: sql.ref('model_groups.latest_create_at'),
  oldest: sql.ref('model_groups.earliest_create_at'),
};

function told(filters: ModelFilters) {
  const { matching, matching_size } = tallies(filters);
  return [matching.as('matching'), matching_size.as('matching_size')] as const;
}

/** How many versions of a name have one of the facets asked for, or how many it has, and their bytes. */
function tallies(filters: ModelFilters) {
  const facets = facetsFor(filters);
  const sumOf = (sum: 'versions' | 'model_size') => {
    if (facets.length === 0) return sql<number>`${sql.ref(`model_groups.${sum}`)}::bigint`;
    const tallied = facets.map(
      (facet) => sql`coalesce((model_groups.tallies -> ${facet}::text ->> ${sql.lit(sum)})::bigint, 0)`,
    );
    return sql<number>`(${sql.join(tallied, sql` + `)})`;
  };
  return { matching: sumOf('versions'), matching_size: sumOf('model_size') };
}
