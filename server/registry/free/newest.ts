import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { ModelVersion } from '../../../core/contract/model.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { rankVersion } from '../models/model-row.ts';
import { type Holdable, IS_FREE, isFree } from './is-free.ts';

/** "Not among the newest N of its name" can be asked up to this N. */
export const MAX_NEWEST = 50;

/** Kept of each name: the newest, and the one after them, by which it is seen that there are more. */
export const NEWEST_KEPT = MAX_NEWEST + 1;

/** One of the newest of a name: its version as a number that sorts as versions do, and its bytes, null unless it is free. */
export type NewestVersion = { rank: number; free: number | null };

/**
 * Whether a version has a place among those of its name. Of another form than the contract's, which is newer is not known:
 * it is neither old nor does it make others old.
 */
export const IS_RANKED: RawBuilder<SqlBool> = sql.raw(
  `models.model_version ~ '^([0-9]|[1-9][0-9])([.]([0-9]|[1-9][0-9])){2}$'`,
);

/**
 * Whether a row of `models` is not among the newest `count` of its name, by version (1.10.0 is newer than 1.9.0). One look at
 * the row of its name, which says what the newest are. No version without a place is.
 *
 * @param count from 1 to `MAX_NEWEST`.
 */
export function isBeyondNewest(count: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${IS_RANKED} and models.version_rank < (
    select names.newest[${sql.lit(count)}] from model_groups names
    where names.project_id = models.project_id and names.model_name = models.model_name
  ))`;
}

/** Whether a row of `model_groups` has versions that are not among its newest `count`. */
export function hasBeyondNewest(count: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`(cardinality(model_groups.newest) > ${sql.lit(count)})`;
}

/** The newest after versions were added that no service uses. Pure. */
export function newestWith(
  newest: readonly NewestVersion[],
  added: readonly ({ model_version: string; model_size: number } & Holdable)[],
): NewestVersion[] {
  const ranked = added.flatMap((model) =>
    isRanked(model.model_version)
      ? { rank: rankVersion(model.model_version), free: isFree(model) ? model.model_size : null }
      : [],
  );
  if (ranked.length === 0) return [...newest];
  return [...newest, ...ranked].sort((a, b) => b.rank - a.rank).slice(0, NEWEST_KEPT);
}

/** The newest after versions were removed; undefined where others move up that are not kept. Pure. */
export function newestWithout(
  newest: readonly NewestVersion[],
  removed: readonly { model_version: string }[],
): NewestVersion[] | undefined {
  const gone = new Set(removed.filter((one) => isRanked(one.model_version)).map(rankOf));
  const left = newest.filter(({ rank }) => !gone.has(rank));
  return left.length < newest.length && newest.length === NEWEST_KEPT ? undefined : left;
}

/** The newest of a name, as its versions are now. */
export async function readNewest(
  trx: StoreTransaction,
  { project_id, model_name }: { project_id: string; model_name: string },
): Promise<NewestVersion[]> {
  return trx
    .selectFrom('models')
    .modifyEnd(PREPARED)
    .select('version_rank as rank')
    .select(sql<number | null>`case when ${IS_FREE} then model_size end`.as('free'))
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .where(IS_RANKED)
    .orderBy('version_rank', 'desc')
    .limit(sql.lit(NEWEST_KEPT))
    .execute();
}

export function isRanked(model_version: string): boolean {
  return ModelVersion.safeParse(model_version).success;
}

function rankOf({ model_version }: { model_version: string }): number {
  return rankVersion(model_version);
}
