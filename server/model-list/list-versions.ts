import { sql } from 'kysely';
import * as z from 'zod';
import type { GroupVersionsQuery } from '../../core/console-api/models/model-group-queries.ts';
import { type GroupVersionsPage, VersionRow } from '../../core/console-api/models/model-groups.ts';
import { protectionFinder } from '../../core/deletion/protection.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { protectionsOfVersions } from '../protections/read-protections.ts';
import { toListItem } from '../registry/models/model-row.ts';
import { usingServices } from '../registry/services/services-using.ts';
import type { Store } from '../store/schema.ts';
import { findHeld } from './matching/find-held.ts';
import { versionConditions } from './matching/version-matches.ts';

/** A keyset cursor: the time and the id that a page ended at, newest first. */
const Place = z.tuple([z.literal('versions'), z.int(), z.string()]);

/**
 * One page of a name's versions, with the services that use each, newest first.
 *
 * @param now ms since the epoch.
 * @throws ApiError 0005 (bad request) for a cursor that is none of this list.
 */
export async function listVersions(
  store: Store,
  project_id: string,
  { model_name, ...query }: GroupVersionsQuery & { model_name: string },
  now = Date.now(),
): Promise<GroupVersionsPage> {
  const held = await findHeld(store, project_id, query.search);
  let models = store
    .selectFrom('models')
    .where('models.project_id', '=', project_id)
    .where('models.model_name', '=', model_name);
  for (const condition of versionConditions({ filters: query, held, now })) models = models.where(condition);
  if (query.cursor) {
    const [, at, id] = readCursor(Place, query.cursor);
    models = models.where(sql<boolean>`(models.create_at, models.model_id) < (${at}, ${id})`);
  }
  const rows = await models
    .selectAll('models')
    .select((row) => usingServices(row).as('services'))
    .orderBy('models.create_at', 'desc')
    .orderBy('models.model_id', 'desc')
    .offset(query.offset)
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const ids = page.map((row) => row.model_id);
  const protections = await protectionsOfVersions(store, project_id, { model_name, ids });
  const protectionOf = protectionFinder(protections);
  return {
    versions: page.map((row) =>
      VersionRow.parse({ ...toListItem(row), services: row.services, protection: protectionOf(row) }),
    ),
    next_cursor:
      last && rows.length > query.limit ? writeCursor(['versions', last.create_at, last.model_id]) : null,
  };
}
