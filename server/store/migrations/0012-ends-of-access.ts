import { type Kysely, sql } from 'kysely';

/** What is needed to say of somebody whose access ends what ended, and of a token how it was come by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Null for those of sessions from before, too, which end with their tokens all the same.
  `alter table tokens add column session_hash text`,
  `create index tokens_by_user on tokens (user_id)`,
  `alter table tokens add column methods jsonb not null default '["password"]'`,
];
