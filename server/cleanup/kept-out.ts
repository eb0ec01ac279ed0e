import { sql } from 'kysely';
import type { Cleanup } from '../../core/console-api/models/cleanup.ts';
import type { Store } from '../store/schema.ts';

/** What is in no suggestion, as it is protected, or was excluded. */
export type KeptOut = Pick<Cleanup, 'protected' | 'excluded'>;

/** How many whole names people kept out, and how many versions, as far as it is counted. */
export async function readKeptOut(store: Store, project_id: string): Promise<KeptOut> {
  const count = (table: string, ofWhat: '=' | '<>') => sql`(
    select count(*) from ${sql.table(table)}
    where project_id = ${project_id} and is_counted and model_id ${sql.raw(ofWhat)} ''
  )`;
  const { rows } = await sql<KeptOut>`
    select
      json_build_object('names', ${count('protections', '=')}, 'versions', ${count('protections', '<>')}) as protected,
      json_build_object('names', ${count('exclusions', '=')}, 'versions', ${count('exclusions', '<>')}) as excluded
  `.execute(store);
  const [counted] = rows;
  if (!counted) throw new Error('The database answered without a row.');
  return counted;
}
