import { type Kysely, sql } from 'kysely';

/**
 * What the list of deletions tells beside counts: why versions were refused, and the bytes of those that were deleted.
 * Null on receipts of before, until something is written to them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table deletions add column refusals jsonb, add column freed bigint`.execute(db);
}
