import { type Kysely, sql } from 'kysely';

/** Which versions of a name have a status is told by an index alone, however many the name has. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `drop index models_of_name_by_age`,
  `create index models_of_name_by_age on models (project_id, model_name, create_at, model_id)
     include (model_size, model_status)`,
];
