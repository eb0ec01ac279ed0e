import { type Kysely, sql } from 'kysely';

/** Access keys, with which a user's programs sign their requests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table access_keys (
     access_key text primary key,
     user_id text not null references users,
     sealed_secret_key text not null,
     created_at bigint not null
   )`,
  `create index access_keys_by_user on access_keys (user_id)`,
];
