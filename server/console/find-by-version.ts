import { sql } from 'kysely';
import { containsTextInAnyCase } from '../registry/contains-text.ts';
import type { Store } from '../store/schema.ts';

/** Searches shorter than a trigram cannot be looked up. */
const TRIGRAM = 3;

/** Versions that are looked up at most; a search that finds more is better tried name by name. */
const MAX_LOOKED_UP = 10_000;

/** Ids are UUIDs: nothing else is looked for among them. */
const PART_OF_AN_ID = /^[0-9a-f-]+$/i;

/** What a version usually is made of: a shorter search for anything else is for names. */
const PART_OF_A_NUMBER = /^[0-9.]+$/;

/**
 * The names of the versions that a search finds by their version or id, by trigrams. Undefined when those are too many
 * to be told: then many a name has one, and the first names of a list are found by trying one after the other.
 */
export async function findByVersion(
  store: Store,
  project_id: string,
  search: string,
): Promise<string[] | undefined> {
  const mayBeId = PART_OF_AN_ID.test(search);
  if (search.length < TRIGRAM) return mayBeId || PART_OF_A_NUMBER.test(search) ? undefined : [];
  const isInVersion = found('model_version', search);
  const isFound = mayBeId ? sql`(${isInVersion} or ${found('model_id', search)})` : isInVersion;
  // Materialised, so that it is planned as if all were wanted: by the index, and read no further than the limit.
  const { rows } = await sql<{ model_name: string }>`
    with found as materialized (
      select model_name from models where project_id = ${project_id} and ${isFound}
    )
    select model_name from found limit ${MAX_LOOKED_UP + 1}
  `.execute(store);
  if (rows.length > MAX_LOOKED_UP) return undefined;
  return [...new Set(rows.map((row) => row.model_name))];
}

function found(column: string, search: string) {
  return containsTextInAnyCase(sql.ref(column), search);
}
