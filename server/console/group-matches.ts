import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { containsTextInAnyCase } from '../registry/contains-text.ts';
import { facetOf } from '../registry/facets.ts';
import type { Store } from '../store/schema.ts';
import { findByVersion } from './find-by-version.ts';
import { createdWithin, type Narrowing, versionConditions } from './version-matches.ts';

/**
 * The names that a narrowing finds, because at least one of their versions matches it: a query of `model_groups`, with
 * how many versions match (`matching`) and their bytes (`matching_size`). The summaries answer as far as they can;
 * versions are looked at only where their age counts, or a search finds one.
 *
 * @param now ms since the epoch.
 */
export async function matchingGroups(store: Store, project_id: string, narrowing: Narrowing, now: number) {
  const { search } = narrowing;
  const byVersion = search ? await findByVersion(store, project_id, search) : undefined;
  const { isTold, isNameFound } = whatIsTold(narrowing);
  let groups = store
    .selectFrom('model_groups')
    .innerJoinLateral(
      ({ selectFrom }) => {
        let versions = selectFrom('models')
          .select(({ fn }) => fn.countAll<number>().as('matching'))
          .select(({ fn }) => fn.coalesce(fn.sum<number>('models.model_size'), sql<number>`0`).as('size'))
          .whereRef('models.project_id', '=', 'model_groups.project_id')
          .whereRef('models.model_name', '=', 'model_groups.model_name')
          // Where the summary tells, this is false, and known to be before any version is read.
          .where(isTold ? sql<SqlBool>`not ${isNameFound}` : sql<SqlBool>`true`);
        for (const condition of versionConditions(narrowing, now)) versions = versions.where(condition);
        return versions.as('looked_at');
      },
      (join) => join.onTrue(),
    )
    .where('model_groups.project_id', '=', project_id);
  for (const condition of summaryConditions(narrowing, byVersion, now)) groups = groups.where(condition);
  if (!isTold) groups = groups.where('looked_at.matching', '>', 0);
  else if (search) groups = groups.where(sql<SqlBool>`(${isNameFound} or looked_at.matching > 0)`);
  const sumOf = (told: RawBuilder<number>, looked: RawBuilder<number>) =>
    isTold ? sql<number>`case when ${isNameFound} then ${told} else ${looked} end` : looked;
  return groups
    .select(sumOf(tally(narrowing, 'versions'), sql`looked_at.matching`).as('matching'))
    .select(sumOf(tally(narrowing, 'model_size'), sql`looked_at.size`).as('matching_size'));
}

/** Whether the summary alone tells how many versions match, once a search has found the name. */
function whatIsTold(narrowing: Narrowing) {
  const { search, created } = narrowing;
  return {
    isTold: created === undefined,
    isNameFound: search
      ? containsTextInAnyCase(sql.ref('model_groups.model_name'), search)
      : sql<SqlBool>`true`,
  };
}

/**
 * What must be true of a summary, whatever its versions are.
 *
 * @param byVersion the names that a search finds by their versions and ids, if they are known.
 */
function summaryConditions(
  narrowing: Narrowing,
  byVersion: readonly string[] | undefined,
  now: number,
): RawBuilder<SqlBool>[] {
  const facet = facetOf(narrowing);
  const conditions: RawBuilder<SqlBool>[] = [];
  if (facet !== undefined) conditions.push(sql<SqlBool>`model_groups.facets @> ${[facet]}::text[]`);
  if (narrowing.created) conditions.push(createdWithin(SPAN, narrowing.created, now));
  if (byVersion) {
    const { isNameFound } = whatIsTold(narrowing);
    const isAmong = sql<SqlBool>`model_groups.model_name = any (${[...byVersion]}::text[])`;
    conditions.push(byVersion.length === 0 ? isNameFound : sql<SqlBool>`(${isNameFound} or ${isAmong})`);
  }
  return conditions;
}

const SPAN = {
  newest: sql.ref('model_groups.latest_create_at'),
  oldest: sql.ref('model_groups.earliest_create_at'),
};

/** A sum over the versions of a name that have the facet asked for, or over all of them. */
function tally(narrowing: Narrowing, sum: 'versions' | 'model_size'): RawBuilder<number> {
  const facet = facetOf(narrowing);
  if (facet === undefined) return sql<number>`${sql.ref(`model_groups.${sum}`)}::bigint`;
  return sql<number>`(model_groups.tallies -> ${facet}::text ->> ${sql.lit(sum)})::bigint`;
}
