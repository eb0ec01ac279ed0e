import { type Kysely, sql } from 'kysely';

/** Receipts are settled as often as need be, say why a run ended, and tell when a run was last heard of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table deletions
     add column checks jsonb not null default '[]',
     add column reason text,
     add column seen_at bigint not null default 0`,
  // The first edition read one list, after the last call.
  `update deletions set checks = jsonb_build_array(verified || jsonb_build_object('after_calls', (
     select count(*) from deletion_calls
     where deletion_calls.project_id = deletions.project_id
       and deletion_calls.deletion_id = deletions.deletion_id
   ))) where verified is not null`,
  `update deletions set seen_at = coalesce(ended_at, created_at)`,
  `alter table deletions drop column verified`,
];
