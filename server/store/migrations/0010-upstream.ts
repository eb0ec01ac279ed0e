import { type Kysely, sql } from 'kysely';

/** What is needed to stand before a remote ModelArts: credentials kept with tokens, and what is known of its mirror. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table tokens add column sealed_login text`,
  `create table registry_kind (
     only_row boolean primary key default true check (only_row),
     upstream text not null
   )`,
  // A database that has people already has a registry of its own.
  `insert into registry_kind (upstream) select '' where exists (select from users)`,
  `create table mirrors (
     project_id text primary key references projects,
     read_at bigint,
     begun_at bigint,
     reader text,
     seen_at bigint,
     names integer not null default 0,
     versions integer not null default 0,
     services integer not null default 0,
     unreadable jsonb not null default '[]',
     problem jsonb,
     is_summed boolean not null default true,
     touches bigint not null default 0,
     touched jsonb not null default '{}'
   )`,
  `alter table services add column is_stale boolean not null default false`,
];
