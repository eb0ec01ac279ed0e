import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type CleanupSettings, cutoffsOf, type Reason } from '../../core/housekeeping/suggest.ts';
import { IS_FREE } from '../registry/free/is-free.ts';
import { isBeyondNewest } from '../registry/free/newest.ts';
import type { CleanupScope } from './read-suggestions.ts';

/** Whether a row of `models` can go for a reason: the same as `reasonsFor`, by the database. */
export function isSuggested(
  reason: Reason,
  { project_id, settings, now }: CleanupScope,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    models.project_id = ${project_id} and ${conditionOf(reason, settings, now)} and ${IS_FREE}
  )`;
}

/** The same, where few are: they are found by their age or their names, and not among all by their size. */
export function isAmongFew(reason: Reason, scope: CleanupScope): RawBuilder<SqlBool> {
  const { project_id, settings, now } = scope;
  const named = (condition: RawBuilder<SqlBool>) => sql<SqlBool>`models.model_name in (
    select model_name from model_groups names where names.project_id = ${project_id} and ${condition}
  )`;
  const narrowing: Record<Reason, RawBuilder<SqlBool>> = {
    failed: sql<SqlBool>`true`,
    'not-in-newest': named(
      sql<SqlBool>`names.versions > ${sql.lit(settings.newest)} and cardinality(names.newest) > ${sql.lit(settings.newest)}`,
    ),
    old: sql<SqlBool>`true`,
    copy: sql<SqlBool>`true`,
    idle: named(isIdle(settings, now)),
  };
  return sql<SqlBool>`(${isSuggested(reason, scope)} and ${narrowing[reason]})`;
}

/** As the index has it, so that it is used. */
const IS_FAILED = sql<SqlBool>`models.model_status in ('failed', 'building_failed')`;

function conditionOf(reason: Reason, settings: CleanupSettings, now: number): RawBuilder<SqlBool> {
  const { failed, old } = cutoffsOf(settings, now);
  const isBefore = (cutoff: number) =>
    sql<SqlBool>`(models.create_at > 0 and models.create_at < ${cutoff}::bigint)`;
  switch (reason) {
    case 'failed':
      return sql<SqlBool>`(${IS_FAILED} and ${isBefore(failed)})`;
    case 'not-in-newest':
      return isBeyondNewest(settings.newest);
    case 'old':
      return isBefore(old);
    case 'copy':
      return sql<SqlBool>`models.is_copy`;
    case 'idle':
      return sql<SqlBool>`coalesce((
        select ${isIdle(settings, now)} from model_groups names
        where names.project_id = models.project_id and names.model_name = models.model_name
      ), false)`;
    default:
      return reason satisfies never;
  }
}

function isIdle(settings: CleanupSettings, now: number): RawBuilder<SqlBool> {
  const { idle } = cutoffsOf(settings, now);
  if (idle === undefined) return sql<SqlBool>`names.services = 0`;
  return sql<SqlBool>`(names.services = 0 and names.earliest_create_at > 0 and names.latest_create_at < ${idle}::bigint)`;
}
