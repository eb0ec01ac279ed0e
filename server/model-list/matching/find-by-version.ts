import { sql } from 'kysely';
import type { ModelId } from '../../../core/contract/model.ts';
import { anyContains } from '../../registry/contains-text.ts';
import type { Store } from '../../store/schema.ts';
import type { Held } from './find-held.ts';
import { TRIGRAM } from './trigram.ts';

/** Versions that are looked up at most; a search that finds more is better tried name by name. */
const MAX_LOOKED_UP = 10_000;

/** Ids are UUIDs: nothing else is looked for among them. */
const PART_OF_AN_ID = /^[0-9a-f-]+$/i;

/** What a version usually is made of: a shorter search for anything else is for names. */
const PART_OF_A_NUMBER = /^[0-9.]+$/;

/**
 * The names of the versions that a search finds by their version or id, by trigrams, or by their services. Undefined
 * when those are too many to be told: then many a name has one, and the first names of a list are found by trying one
 * after the other.
 *
 * @param held what the search finds by services.
 */
export async function findByVersion(
  store: Store,
  project_id: string,
  search: string,
  held: Held,
): Promise<string[] | undefined> {
  if (held === 'many') return undefined;
  const [byText, byService] = await Promise.all([
    findByText(store, project_id, search),
    namesOf(store, project_id, held),
  ]);
  return byText && [...new Set([...byText, ...byService])];
}

async function findByText(store: Store, project_id: string, search: string): Promise<string[] | undefined> {
  const mayBeId = PART_OF_AN_ID.test(search);
  if (search.length < TRIGRAM) return mayBeId || PART_OF_A_NUMBER.test(search) ? undefined : [];
  const isFound = anyContains(mayBeId ? ['model_version', 'model_id'] : ['model_version'], search);
  // Materialised, so that it is planned as if all were wanted: by the index, and read no further than the limit.
  const { rows } = await sql<{ model_name: string }>`
    with found as materialized (
      select model_name from models where project_id = ${project_id} and ${isFound}
    )
    select model_name from found limit ${MAX_LOOKED_UP + 1}
  `.execute(store);
  return rows.length > MAX_LOOKED_UP ? undefined : rows.map((row) => row.model_name);
}

async function namesOf(store: Store, project_id: string, ids: readonly ModelId[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await store
    .selectFrom('models')
    .select('model_name')
    .distinct()
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val([...ids]))))
    .execute();
  return rows.map((row) => row.model_name);
}
