import { type Kysely, sql } from 'kysely';

/** What gateways side by side have to share: the tries to sign in, and which secret they seal under. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table sign_in_tries (
     try_hash text primary key,
     count integer not null,
     expires_at bigint not null
   )`,
  `create index sign_in_tries_by_expiry on sign_in_tries (expires_at)`,
  // At most one row: of several gateways that start on an empty database, one decides.
  `create table sealing_secret (
     only_row boolean primary key default true check (only_row),
     fingerprint text not null
   )`,
];
