import { type Kysely, sql } from 'kysely';

/** A role for whoever looks after the people of an account, and what they are shown of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table memberships
     drop constraint memberships_role_check,
     add constraint memberships_role_check check (role in ('viewer', 'operator', 'admin'))`,
  `alter table users add column seen_at bigint`,
  `alter table access_keys add column last_used_at bigint`,
  `alter table sessions
     add column seen_at bigint,
     add column user_agent text,
     add column address text`,
];
