import { type RawBuilder, sql } from 'kysely';
import type { StoreTransaction } from '../../store/schema.ts';
import { type WeekChange, weekOfColumn } from './created-weeks.ts';
import { usedModels } from './uses.ts';

/** What adds changes to what is kept of each name: a part of a statement. Requires the locks of their summaries. */
export function addingWeeks(project_id: string, changes: readonly WeekChange[]): RawBuilder<unknown> {
  return sql`
    insert into name_weeks (project_id, model_name, week, model_type, use, versions, model_size)
    select ${project_id}, model_name, week, model_type, use, versions, model_size
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as changes (
      model_name text, week integer, model_type text, use text, versions integer, model_size bigint
    )
    on conflict (project_id, model_name, week, model_type, use) do update set
      versions = name_weeks.versions + excluded.versions,
      model_size = name_weeks.model_size + excluded.model_size
  `;
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
