import { type Kysely, sql } from 'kysely';

/** The request that made a call, as the log and the answer name it; null for calls of older gateways. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table deletion_calls add column request_id text`.execute(db);
}
