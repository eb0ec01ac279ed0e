import { sql } from 'kysely';
import type { Store } from '../../store/schema.ts';

/** The indexes by which texts and facets are searched. */
const SEARCH_INDEXES = ['model_groups_by_text', 'model_groups_by_facet', 'models_by_text'];

/** From so many written rows on, the tables are analyzed. */
const ANALYZE_FROM = 1_000;

/**
 * Prepares a database for bulk writes: entries of the search indexes are gathered first, a megabyte at most, which costs a
 * third of writing each at once. Once for a database, before anybody uses it.
 */
export async function bufferSearchIndexes(store: Store): Promise<void> {
  for (const index of SEARCH_INDEXES) {
    await sql.raw(`alter index ${index} set (fastupdate = on, gin_pending_list_limit = 1024)`).execute(store);
  }
}

/**
 * Merges what was gathered into the indexes, as every search would scan it from end to end.
 *
 * @param written how many rows were written since the last time.
 */
export async function flushSearchIndexes(store: Store, written: number): Promise<void> {
  if (written === 0) return;
  for (const index of SEARCH_INDEXES) {
    await sql`select gin_clean_pending_list(${index}::regclass)`.execute(store);
  }
  // The embedded database has no autovacuum, and plans searches badly without statistics.
  if (written >= ANALYZE_FROM)
    await sql`vacuum (analyze) models, model_groups, service_models`.execute(store);
}
