import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { inForce } from '../../protections/in-force.ts';
import { containsTextInAnyCase } from '../../registry/contains-text.ts';
import { hasBeyondNewest, IS_RANKED } from '../../registry/free/newest.ts';
import { facetsFor, ownerFacets } from '../../registry/groups/facets.ts';
import type { Store } from '../../store/schema.ts';
import { findByVersion } from './find-by-version.ts';
import { newestOrUnranked } from './newest-or-unranked.ts';
import { talliedFacets } from './tallied-facets.ts';
import { createdWithin, sizedWithin, type VersionCriteria, versionConditions } from './version-matches.ts';

/**
 * The names with at least one version that matches the filters: a query of `model_groups`, with how many versions match
 * (`matching`) and their bytes (`matching_size`). It is answered from the summaries as far as possible; versions are read
 * only where something counts that is not tallied (tallied-facets.ts), or a search finds one.
 */
export async function matchingGroups(store: Store, project_id: string, criteria: VersionCriteria) {
  const { filters, held } = criteria;
  const { search } = filters;
  const byVersion = search ? await findByVersion(store, project_id, search, held) : [];
  const groups = candidateSummaries(store, project_id, criteria, byVersion);
  const facets = talliedFacets(filters);
  const isTold = facets !== undefined && !filters.protected && byVersion?.length === 0;
  if (isTold) return groups.select(told(facets));
  const { not_in_newest: newest, ...others } = filters;
  const besides = talliedFacets(others);
  // The newest are few, however many versions a name has: they are what is read.
  return newest && besides && !search && !filters.protected
    ? byTheNewest(groups, newest, {
        facets: besides,
        conditions: versionConditions({ ...criteria, filters: others }),
      })
    : byTheirVersions(groups, criteria);
}

/**
 * The summaries that may have a version that matches: exactly those, where versions need not be read; a superset otherwise.
 *
 * @param byVersion the names that a search finds by their versions, ids and services, if they are known.
 */
function candidateSummaries(
  store: Store,
  project_id: string,
  { filters, now }: Pick<VersionCriteria, 'filters' | 'now'>,
  byVersion: readonly string[] | undefined,
) {
  let groups = store.selectFrom('model_groups').where('model_groups.project_id', '=', project_id);
  for (const facets of [facetsFor(filters), ownerFacets(filters.owner ?? [])]) {
    if (facets.length > 0) groups = groups.where(sql<SqlBool>`model_groups.facets && ${facets}::text[]`);
  }
  if (filters.created) groups = groups.where(createdWithin(SPAN, filters.created, now));
  if (filters.size) groups = groups.where(sizedWithin(SIZES, filters.size));
  const { not_in_newest: newest } = filters;
  // By how many versions they have names are found by an index; some of these may have no place.
  if (newest) groups = groups.where('model_groups.versions', '>', newest).where(hasBeyondNewest(newest));
  if (filters.protected) groups = groups.where(mayBeProtected(filters.protected, now));
  if (!filters.search || !byVersion) return groups;
  const isNameFound = findsName(filters.search);
  if (byVersion.length === 0) return groups.where(isNameFound);
  const isAmong = sql<SqlBool>`model_groups.model_name = any (${[...byVersion]}::text[])`;
  return groups.where(sql<SqlBool>`(${isNameFound} or ${isAmong})`);
}

type Summaries = ReturnType<typeof candidateSummaries>;

/** Counts what matches by reading the versions of each candidate, where its summary is not enough. */
function byTheirVersions(groups: Summaries, criteria: VersionCriteria) {
  const isTold = isToldByTallies(criteria);
  const { matching, matching_size } = tallies(talliedFacets(criteria.filters) ?? []);
  return groups
    .innerJoinLateral(
      ({ selectFrom }) => {
        let versions = selectFrom('models')
          .select(({ fn }) => fn.countAll<number>().as('matching'))
          .select(({ fn }) => fn.coalesce(fn.sum<number>('models.model_size'), sql<number>`0`).as('size'))
          .whereRef('models.project_id', '=', 'model_groups.project_id')
          .whereRef('models.model_name', '=', 'model_groups.model_name')
          .where(sql<SqlBool>`not ${isTold}`);
        for (const condition of conditionsBeside(criteria)) versions = versions.where(condition);
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

/** Counts what is not among the newest of each name by taking these, and what has no place, from what the tallies tell. */
function byTheNewest(
  groups: Summaries,
  newest: number,
  { facets, conditions }: { facets: readonly string[]; conditions: readonly RawBuilder<SqlBool>[] },
) {
  const { matching, matching_size } = tallies(facets);
  const left = sql<{ versions: number; size: number }>`(
    select count(*) as versions, coalesce(sum(model_size), 0) as size
    from ${newestOrUnranked(newest, sql`models.model_size`, conditions)} as newest_or_unranked
  )`.as<'left_alone'>(sql`left_alone`);
  return groups
    .innerJoinLateral(left, (join) => join.onTrue())
    .where(sql<SqlBool>`${matching} > left_alone.versions`)
    .select([
      sql<number>`${matching} - left_alone.versions`.as('matching'),
      sql<number>`${matching_size} - left_alone.size`.as('matching_size'),
    ]);
}

/** The conditions on a version beside the summary of its name, which tells the newest of it without another look. */
function conditionsBeside({ filters, ...criteria }: VersionCriteria): RawBuilder<SqlBool>[] {
  const { not_in_newest: newest, ...others } = filters;
  const conditions = versionConditions({ ...criteria, filters: others });
  if (!newest) return conditions;
  const oldest = sql`model_groups.newest[${sql.lit(newest)}]`;
  return [...conditions, sql<SqlBool>`(${IS_RANKED} and models.version_rank < ${oldest})`];
}

/** Whether the tallies of a name tell what of it matches, so that none of its versions is read. */
function isToldByTallies({ filters, now }: VersionCriteria): RawBuilder<SqlBool> {
  const { search } = filters;
  if (!talliedFacets(filters) || filters.protected === 'yes') return sql<SqlBool>`false`;
  // Where the name is found, all its versions are.
  const isFound = search ? findsName(search) : sql<SqlBool>`true`;
  return filters.protected === 'no' ? sql<SqlBool>`(${isFound} and not ${hasProtection(now)})` : isFound;
}

/** Whether a name has a version that is protected, or one that is not, as far as its protections tell. */
function mayBeProtected(isIt: 'yes' | 'no', now: number): RawBuilder<SqlBool> {
  return isIt === 'yes'
    ? sql<SqlBool>`model_groups.model_name in (
        select model_name from protections
        where protections.project_id = model_groups.project_id and ${inForce(now)}
      )`
    : sql<SqlBool>`not exists (
        select from protections
        where protections.project_id = model_groups.project_id
          and protections.model_name = model_groups.model_name and model_id = '' and ${inForce(now)}
      )`;
}

function hasProtection(now: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
    select from protections
    where protections.project_id = model_groups.project_id
      and protections.model_name = model_groups.model_name and ${inForce(now)}
  )`;
}

function findsName(search: string): RawBuilder<SqlBool> {
  return containsTextInAnyCase(sql.ref('model_groups.model_name'), search);
}

const SPAN = {
  newest: sql.ref('model_groups.latest_create_at'),
  oldest: sql.ref('model_groups.earliest_create_at'),
};

const SIZES = {
  smallest: sql.ref('model_groups.smallest_size'),
  largest: sql.ref('model_groups.largest_size'),
};

function told(facets: readonly string[]) {
  const { matching, matching_size } = tallies(facets);
  return [matching.as('matching'), matching_size.as('matching_size')] as const;
}

/** How many versions of a name have one of the facets asked for, or how many it has, and their bytes. */
function tallies(facets: readonly string[]) {
  const sumOf = (sum: 'versions' | 'model_size') => {
    if (facets.length === 0) return sql<number>`${sql.ref(`model_groups.${sum}`)}::bigint`;
    const tallied = facets.map(
      (facet) => sql`coalesce((model_groups.tallies -> ${facet}::text ->> ${sql.lit(sum)})::bigint, 0)`,
    );
    return sql<number>`(${sql.join(tallied, sql` + `)})`;
  };
  return { matching: sumOf('versions'), matching_size: sumOf('model_size') };
}
