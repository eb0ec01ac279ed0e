import { type Kysely, sql } from 'kysely';

/** When a receipt is to be looked into by itself, in ms since the epoch: whatever is open on it by then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table deletions add column look_at bigint`,
  // Runs that were going on, or that were cut off and never looked into.
  `update deletions set look_at = seen_at + 90000 where ended_at is null`,
  `create index deletions_look_at on deletions (look_at) where look_at is not null`,
];
