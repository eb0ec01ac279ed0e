import { sql } from 'kysely';
import * as z from 'zod';
import type { ProtectionPage, ProtectionsQuery } from '../../core/console-api/models/protections.ts';
import { normalId } from '../../core/contract/id.ts';
import type { Protection } from '../../core/deletion/protection.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { Store } from '../store/schema.ts';
import { inForce, PROTECTION_COLUMNS } from './in-force.ts';

/** All protections in force of some names. */
export async function protectionsOfNames(
  store: Store,
  project_id: string,
  names: readonly string[],
): Promise<Protection[]> {
  if (names.length === 0) return [];
  return inForceOf(store, project_id)
    .where(({ eb, val, fn }) => eb('model_name', '=', fn.any(val([...names]))))
    .execute();
}

/** What protects some versions of a name: what is theirs, and what is the name's. */
export async function protectionsOfVersions(
  store: Store,
  project_id: string,
  { model_name, ids }: { model_name: string; ids: readonly string[] },
): Promise<Protection[]> {
  return inForceOf(store, project_id)
    .where('model_name', '=', model_name)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val(['', ...ids.map(normalId)]))))
    .execute();
}

/** Whether a name is protected as a whole, and how many of its versions are on their own. */
export type NameProtection = { is_whole: boolean; versions: number };

/** How names are protected; one of which nothing is, is missing. */
export async function summariseProtections(
  store: Store,
  project_id: string,
  names: readonly string[],
): Promise<Map<string, NameProtection>> {
  if (names.length === 0) return new Map();
  const rows = await store
    .selectFrom('protections')
    .select(['model_name', sql<boolean>`bool_or(model_id = '')`.as('is_whole')])
    .select(sql<number>`count(*) filter (where model_id <> '')`.as('versions'))
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_name', '=', fn.any(val([...names]))))
    .where(inForce(Date.now()))
    .groupBy('model_name')
    .execute();
  return new Map(rows.map(({ model_name, ...sums }) => [model_name, sums]));
}

/** A keyset cursor: the name and the id that a page ended at. */
const Place = z.tuple([z.literal('protections'), z.string(), z.string()]);

/**
 * A page of the protections of a project that are in force, by name.
 *
 * @throws ApiError 0005 (bad request) for a cursor that is none of this list.
 */
export async function listProtections(
  store: Store,
  project_id: string,
  { name, cursor, limit }: ProtectionsQuery,
): Promise<ProtectionPage> {
  let page = inForceOf(store, project_id);
  if (name !== undefined) page = page.where('model_name', '=', name);
  if (cursor !== undefined) {
    const [, after, id] = readCursor(Place, cursor);
    page = page.where(sql<boolean>`(model_name, model_id) > (${after}, ${id})`);
  }
  const rows = await page
    .orderBy('model_name')
    .orderBy('model_id')
    .limit(limit + 1)
    .execute();
  const protections = rows.slice(0, limit);
  const last = protections.at(-1);
  const hasMore = last !== undefined && rows.length > limit;
  return {
    protections,
    next_cursor: hasMore ? writeCursor(['protections', last.model_name, last.model_id]) : null,
  };
}

function inForceOf(store: Store, project_id: string) {
  return store
    .selectFrom('protections')
    .select(PROTECTION_COLUMNS)
    .where('protections.project_id', '=', project_id)
    .where(inForce(Date.now()));
}
