import { sql } from 'kysely';
import type { Store } from '../../store/schema.ts';

/** The indexes by which texts and facets are searched. */
const SEARCHED = ['model_groups_by_text', 'model_groups_by_facet', 'models_by_text'];

/** So many changes are worth a look of the database at what it has. */
const MANY = 1_000;

/**
 * Prepares a database for being written by the thousand: what goes into the indexes of searches is gathered first, a
 * megabyte at most, which costs a third of writing it at once. Once for a database, before anybody uses it.
 */
export async function expectMuch(store: Store): Promise<void> {
  for (const index of SEARCHED) {
    await sql.raw(`alter index ${index} set (fastupdate = on, gin_pending_list_limit = 1024)`).execute(store);
  }
}

/** Puts what was gathered into the indexes, as searches would read it from end to end. */
export async function tidyUp(store: Store, written: number): Promise<void> {
  if (written === 0) return;
  for (const index of SEARCHED) await sql`select gin_clean_pending_list(${index}::regclass)`.execute(store);
  // The embedded database has nobody who does this in passing, and plans searches badly without.
  if (written >= MANY) await sql`vacuum (analyze) models, model_groups, service_models`.execute(store);
}
