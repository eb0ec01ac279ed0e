import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ModelId } from '../../../core/contract/model.ts';
import { anyContains } from '../../registry/contains-text.ts';
import type { Store } from '../../store/schema.ts';
import { TRIGRAM } from './trigram.ts';

/** The versions that a search finds by the services that hold them: none where there is no search, `many` beyond a limit. */
export type Held = readonly ModelId[] | 'many';

/** Versions that are told at most; a search that finds more asks each version for its services. */
const MAX_HELD = 10_000;

/**
 * Which versions the services hold that a search finds by their name or id. Services are few beside models, so this is
 * asked first, and mostly finds none.
 */
export async function findHeld(store: Store, project_id: string, search: string | undefined): Promise<Held> {
  if (!search) return [];
  // Materialised, so that services are found by their index, and what they hold by theirs.
  const { rows } = await sql<{ model_id: string }>`
    with found as materialized (
      select service_id from services where project_id = ${project_id} and ${isFound(search)}
    )
    select distinct model_id from found join service_models using (service_id)
    where project_id = ${project_id}
    limit ${MAX_HELD + 1}
  `.execute(store);
  return rows.length > MAX_HELD ? 'many' : rows.map((row) => row.model_id);
}

/** What is too short for trigrams finds a service by the whole of its name, so that a link to any service leads somewhere. */
function isFound(search: string): RawBuilder<SqlBool> {
  return search.length < TRIGRAM
    ? sql<SqlBool>`service_name = ${search}`
    : anyContains(['service_name', 'service_id'], search);
}
