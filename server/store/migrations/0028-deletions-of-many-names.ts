import { type Kysely, sql } from 'kysely';

/** What a deletion of many names did is found in the log by each of them: by the receipt, which has them all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Only of those that the log does not tell name by name: other deletions pay nothing for it.
  `create index deletions_of_many on deletions using gin (model_names jsonb_path_ops)
     with (fastupdate = off) where jsonb_array_length(model_names) > 20`,
  `create index activities_of_many on activities (coalesce(project_id, account_id), (facts ->> 'deletion_id'), activity_id)
     where subject = '' and facts ? 'deletion_id'`,
];
