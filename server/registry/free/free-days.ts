import { type RawBuilder, sql } from 'kysely';
import { FAILED_STATUSES } from '../../../core/contract/model-choices.ts';
import type { FreeSum } from '../../store/free-tables.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { addSums, NO_SUM, sumOfOne } from './free-sum.ts';
import { type Holdable, isFree } from './is-free.ts';

/** How many free versions of a name, that were created on one day, came or went. */
export type DayChange = FreeSum & {
  model_name: string;
  /** Days since 1 January 1970, UTC; `NO_DAY` where it is not known. */
  day: number;
  is_failed: boolean;
};

const DAY_MS = 24 * 3_600_000;

/** When a version was created is not known. */
export const NO_DAY = -1;

/** What is of no such time is of the last day. */
const LAST_DAY = 699_999;

/** The day that a moment is in, in ms since the epoch. */
export function dayOf(at: number): number {
  return at > 0 ? Math.min(Math.floor(at / DAY_MS), LAST_DAY) : NO_DAY;
}

/** The same as `dayOf`, by the database. */
export function dayOfColumn(create_at: RawBuilder<unknown>): RawBuilder<number> {
  const day = sql`least(${create_at} / ${sql.lit(DAY_MS)}, ${sql.lit(LAST_DAY)})`;
  return sql`case when ${create_at} > 0 then ${day} else ${sql.lit(NO_DAY)} end::integer`;
}

type Dated = Holdable & {
  model_name: string;
  model_size: number;
  model_status: string;
  create_at: number;
};

/** The changes that versions make which no service uses: `1`, they came; `-1`, they went. */
export function dayChangesOf(models: readonly Dated[], sign: 1 | -1): DayChange[] {
  const changes = new Map<string, DayChange>();
  for (const model of models.filter(isFree)) {
    const { model_name, model_size, model_status, create_at } = model;
    const of = { model_name, day: dayOf(create_at), is_failed: FAILED.has(model_status) };
    const key = JSON.stringify(of);
    changes.set(key, { ...of, ...addSums(changes.get(key) ?? NO_SUM, sumOfOne(model_size, sign)) });
  }
  return [...changes.values()];
}

const FAILED: ReadonlySet<string> = new Set(FAILED_STATUSES);

/** What adds changes to what is kept of each name: a part of a statement. Requires the locks of their summaries. */
export function addingDays(project_id: string, changes: readonly DayChange[]): RawBuilder<unknown> {
  return sql`
    insert into free_days (project_id, model_name, day, is_failed, versions, model_size, unsized)
    select ${project_id}, model_name, day, is_failed, versions, model_size, unsized
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as changes (
      model_name text, day integer, is_failed boolean, versions integer, model_size bigint, unsized integer
    )
    on conflict (project_id, model_name, day, is_failed) do update set
      versions = free_days.versions + excluded.versions,
      model_size = free_days.model_size + excluded.model_size,
      unsized = free_days.unsized + excluded.unsized
  `;
}

/**
 * Counts the free versions of names by day anew, as they, their services and their summaries are by now. Linear in the versions of the names.
 *
 * @returns what changed by that, of all the names together.
 */
export async function recountDays(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<DayChange[]> {
  const before = await sql<Counted>`
    with before as (
      delete from free_days where project_id = ${project_id} and model_name = any (${[...names]}::text[])
      returning day, is_failed, versions, model_size, unsized
    )
    select day, is_failed, -sum(versions) as versions, -sum(model_size) as model_size, -sum(unsized) as unsized
    from before group by day, is_failed
  `.execute(trx);
  const after = await sql<Counted>`
    with used as (
      select model_id, count(*) from service_models where project_id = ${project_id} group by model_id
    ),
    after as (
      insert into free_days (project_id, model_name, day, is_failed, versions, model_size, unsized)
      select ${project_id}, model_name, ${dayOfColumn(sql`create_at`)},
        model_status = any (${[...FAILED_STATUSES]}::text[]),
        count(*), sum(models.model_size), count(*) filter (where models.model_size = 0)
      from models
        join model_groups names using (project_id, model_name)
        left join used using (model_id)
      where project_id = ${project_id} and model_name = any (${[...names]}::text[])
        and used.model_id is null and subscription_id is null
        and not models.is_kept_out and not names.is_kept_out
      group by 1, 2, 3, 4
      returning day, is_failed, versions, model_size, unsized
    )
    select day, is_failed, sum(versions) as versions, sum(model_size) as model_size, sum(unsized) as unsized
    from after group by day, is_failed
  `.execute(trx);
  return [...before.rows, ...after.rows].map((sum) => ({ ...sum, model_name: '' }));
}

type Counted = Omit<DayChange, 'model_name'>;
