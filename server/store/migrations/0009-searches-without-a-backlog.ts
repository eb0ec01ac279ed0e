import { type Kysely, sql } from 'kysely';

const INDEXES = ['model_groups_by_text', 'model_groups_by_facet', 'models_by_text'];

/**
 * What is written goes into the indexes of searches at once. PostgreSQL would gather it first, up to 4 MB, which every
 * search then reads from end to end until somebody vacuums: ten times as long after an import, and on PGlite, that
 * vacuums nothing by itself, for good.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const index of INDEXES) {
    await sql.raw(`alter index ${index} set (fastupdate = off)`).execute(db);
    await sql.raw(`select gin_clean_pending_list('${index}')`).execute(db);
  }
}
