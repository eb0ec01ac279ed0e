import { sql } from 'kysely';
import * as z from 'zod';
import type {
  HeldVersionsPage,
  HeldVersionsQuery,
  ServiceSummary,
} from '../../core/console-api/models/services.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { noSuchService } from '../registry/services/list-services.ts';
import type { Store } from '../store/schema.ts';
import { selectServices, toSummary } from './service-summaries.ts';

/** A keyset cursor: the weight and the id that a page ended at, the largest weight first. */
const Place = z.tuple([z.literal('held'), z.int(), z.string()]);

/**
 * One service with what it holds in all.
 *
 * @throws ApiError 3502 (NO_SUCH_SERVICE) when there is no such service.
 */
export async function readService(
  store: Store,
  project_id: string,
  service_id: string,
): Promise<ServiceSummary> {
  const row = await selectServices(store, project_id)
    .where('services.service_id', '=', service_id)
    .executeTakeFirst();
  if (!row) throw noSuchService(service_id);
  return toSummary(row);
}

/**
 * One page of the versions that a service holds, those first that most requests go to.
 *
 * @throws ApiError 3502 (NO_SUCH_SERVICE) when there is no such service; 0005 (bad request) for a cursor that is none of
 *   this list.
 */
export async function listHeldVersions(
  store: Store,
  project_id: string,
  { service_id, cursor, limit }: HeldVersionsQuery & { service_id: string },
): Promise<HeldVersionsPage> {
  let held = store
    .selectFrom('service_models')
    .innerJoin('models', (join) =>
      join
        .onRef('models.project_id', '=', 'service_models.project_id')
        .onRef('models.model_id', '=', 'service_models.model_id'),
    )
    .where('service_models.project_id', '=', project_id)
    .where('service_models.service_id', '=', service_id);
  if (cursor) {
    const [, weight, id] = readCursor(Place, cursor);
    held = held.where(
      sql<boolean>`(service_models.weight, service_models.model_id) < (${weight}::bigint, ${id})`,
    );
  }
  const rows = await held
    .select(['models.model_id', 'models.model_name', 'models.model_version', 'service_models.weight'])
    .select(['models.model_status', 'models.model_type', 'models.model_size', 'models.create_at'])
    .orderBy('service_models.weight', 'desc')
    .orderBy('service_models.model_id', 'desc')
    .limit(limit + 1)
    .execute();
  if (rows.length === 0) await readService(store, project_id, service_id);
  const versions = rows.slice(0, limit);
  const last = versions.at(-1);
  return {
    versions,
    next_cursor: last && rows.length > limit ? writeCursor(['held', last.weight, last.model_id]) : null,
  };
}
