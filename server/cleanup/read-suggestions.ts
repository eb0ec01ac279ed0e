import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Suggestion } from '../../core/console-api/models/cleanup.ts';
import { type CleanupSettings, cutoffsOf, type Reason } from '../../core/housekeeping/suggest.ts';
import { dayOf, NO_DAY } from '../registry/free/free-days.ts';
import { DAY_SPANS, type FreeKind, INCOMPARABLE } from '../registry/free/free-totals.ts';
import type { FreeSum } from '../store/free-tables.ts';
import type { Store } from '../store/schema.ts';

type Row = { reason: Reason } & Suggestion;

/** What suggestions are asked of. `now` in ms since the epoch. */
export type CleanupScope = { project_id: string; settings: CleanupSettings; now: number };

/** How much can go for each reason; by sums that are kept, some hundred rows at most. */
export async function readSuggestions(
  store: Store,
  { project_id, settings, now }: CleanupScope,
): Promise<Record<Reason, Suggestion>> {
  const { failed, old, idle } = cutoffsOf(settings, now);
  const at = (place: number) => sql<SqlBool>`(span = 1 and at = ${sql.lit(place)})`;
  const undated = at(NO_DAY);
  const places = sql<SqlBool>`(span = 1 and at > ${sql.lit(settings.newest)})`;
  const anyDay = sql<SqlBool>`(span = ${sql.lit(DAY_SPANS[1])} or ${undated})`;
  const none = sql<SqlBool>`false`;
  const { rows } = await sql<Row>`
    ${sumOf(project_id, 'failed', { reason: 'failed', isIn: before(failed), isUnknown: undated })}
    union all ${sumOf(project_id, 'place', { reason: 'not-in-newest', isIn: places, isUnknown: at(0) })}
    union all ${sumOf(project_id, 'free', { reason: 'old', isIn: before(old), isUnknown: undated })}
    union all ${sumOf(project_id, 'copy', { reason: 'copy', isIn: at(0), isUnknown: at(INCOMPARABLE) })}
    union all ${sumOf(project_id, 'idle', {
      reason: 'idle',
      isIn: idle === undefined ? anyDay : before(idle),
      isUnknown: idle === undefined ? none : undated,
    })}
  `.execute(store);
  const sums = new Map(rows.map(({ reason, ...suggestion }) => [reason, suggestion]));
  const of = (reason: Reason) => sums.get(reason) ?? NOTHING;
  return {
    failed: of('failed'),
    'not-in-newest': of('not-in-newest'),
    old: of('old'),
    copy: of('copy'),
    idle: of('idle'),
  };
}

/** How much nothing holds in all. */
export async function readFree(store: Store, project_id: string): Promise<FreeSum> {
  return store
    .selectFrom('free_totals')
    .select(({ fn }) => [
      fn.coalesce(fn.sum<number>('versions'), sql<number>`0`).as('versions'),
      fn.coalesce(fn.sum<number>('model_size'), sql<number>`0`).as('model_size'),
      fn.coalesce(fn.sum<number>('unsized'), sql<number>`0`).as('unsized'),
    ])
    .where('project_id', '=', project_id)
    .where('kind', '=', 'place')
    .executeTakeFirstOrThrow();
}

const NOTHING: Suggestion = { versions: 0, model_size: 0, unsized: 0, left_out: 0 };

function sumOf(
  project_id: string,
  kind: FreeKind,
  { reason, isIn, isUnknown }: { reason: Reason; isIn: RawBuilder<SqlBool>; isUnknown: RawBuilder<SqlBool> },
) {
  return sql`
    select ${sql.lit(reason)} as reason,
      coalesce(sum(versions) filter (where ${isIn}), 0) as versions,
      coalesce(sum(model_size) filter (where ${isIn}), 0) as model_size,
      coalesce(sum(unsized) filter (where ${isIn}), 0) as unsized,
      coalesce(sum(versions) filter (where ${isUnknown}), 0) as left_out
    from free_totals
    where project_id = ${project_id} and kind = ${sql.lit(kind)} and (${isIn} or ${isUnknown})
  `;
}

/** The days before one, in spans as long as can be. */
function before(cutoff: number): RawBuilder<SqlBool> {
  const [short, long] = DAY_SPANS;
  const day = dayOf(cutoff);
  const start = day - (day % long);
  return sql<SqlBool>`(
    (span = ${sql.lit(long)} and at < ${sql.lit(start)})
    or (span = ${sql.lit(short)} and at >= ${sql.lit(start)} and at < ${sql.lit(day)})
  )`;
}
