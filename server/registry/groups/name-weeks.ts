import { sql } from 'kysely';
import type { StoreTransaction } from '../../store/schema.ts';
import { type WeekChange, weekOfColumn } from './created-weeks.ts';
import { usedModels } from './uses.ts';

/** Adds changes to what is kept of each name. Requires the locks of their summaries. */
export async function writeWeeks(
  trx: StoreTransaction,
  project_id: string,
  changes: readonly WeekChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await trx
    .insertInto('name_weeks')
    .values(changes.map((change) => ({ project_id, ...change })))
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'model_name', 'week', 'model_type', 'use']).doUpdateSet({
        versions: sql`name_weeks.versions + excluded.versions`,
        model_size: sql`name_weeks.model_size + excluded.model_size`,
      }),
    )
    .execute();
}

/**
 * Counts the versions of names by week anew, as they and their services are by now. Linear in the versions of the names.
 *
 * @returns what changed by that, of all the names together.
 */
export async function recountWeeks(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<WeekChange[]> {
  const before = await sql<Counted>`
    with before as (
      delete from name_weeks where project_id = ${project_id} and model_name = any (${[...names]}::text[])
      returning week, model_type, use, versions, model_size
    )
    select week, model_type, use, -sum(versions) as versions, -sum(model_size) as model_size
    from before group by week, model_type, use
  `.execute(trx);
  const after = await sql<Counted>`
    with used as (${usedModels(project_id)}),
    after as (
      insert into name_weeks (project_id, model_name, week, model_type, use, versions, model_size)
      select ${project_id}, model_name, ${weekOfColumn(sql`create_at`)}, model_type, coalesce(used.use, 'no'), count(*), sum(model_size)
      from models left join used using (model_id)
      where project_id = ${project_id} and model_name = any (${[...names]}::text[])
      group by 1, 2, 3, 4, 5
      returning week, model_type, use, versions, model_size
    )
    select week, model_type, use, sum(versions) as versions, sum(model_size) as model_size
    from after group by week, model_type, use
  `.execute(trx);
  return [...before.rows, ...after.rows].map((sum) => ({ ...sum, model_name: '' }));
}

type Counted = Omit<WeekChange, 'model_name'>;
