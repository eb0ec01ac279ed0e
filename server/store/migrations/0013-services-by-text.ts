import { type Kysely, sql } from 'kysely';

/** Services are searched for as well: by their names and ids, by trigrams, without a backlog (0009). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index services_by_text on services
    using gin (service_name gin_trgm_ops, service_id gin_trgm_ops) with (fastupdate = off)
  `.execute(db);
}
