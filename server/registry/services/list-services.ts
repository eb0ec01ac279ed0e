import { sql } from 'kysely';
import type { ListServicesQuery } from '../../../core/contract/service-requests.ts';
import { ApiError } from '../../errors.ts';
import type { Store } from '../../store/schema.ts';
import { containsText } from '../contains-text.ts';
import { toService } from './service-row.ts';

/** One page of a project's services; `model_id` filters by the model that they use. */
export async function listServices(store: Store, project_id: string, query: ListServicesQuery) {
  let services = store.selectFrom('services').where('project_id', '=', project_id);
  if (query.service_id) services = services.where('service_id', '=', query.service_id);
  if (query.service_name)
    services = services.where(containsText(sql.ref('service_name'), query.service_name));
  if (query.infer_type) services = services.where('infer_type', '=', query.infer_type);
  if (query.status) services = services.where('status', '=', query.status);
  if (query.model_id) {
    const using = store
      .selectFrom('service_models')
      .select('service_id')
      .where('project_id', '=', project_id)
      .where('model_id', '=', query.model_id);
    services = services.where('service_id', 'in', using);
  }
  const { total } = await services
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await services
    .selectAll()
    .orderBy(query.sort_by, query.order)
    .orderBy('service_id', query.order)
    .limit(query.limit)
    .offset(query.offset * query.limit)
    .execute();
  return { total_count: total, count: rows.length, services: rows.map(toService) };
}

/**
 * A service and the models it uses.
 *
 * @throws ApiError 3502 (NO_SUCH_SERVICE) when there is no such service.
 */
export async function getService(store: Store, project_id: string, service_id: string) {
  const row = await store
    .selectFrom('services')
    .selectAll()
    .where('project_id', '=', project_id)
    .where('service_id', '=', service_id)
    .executeTakeFirst();
  if (!row) throw noSuchService(service_id);
  const config = await store
    .selectFrom('service_models')
    .innerJoin('models', (join) =>
      join
        .onRef('models.project_id', '=', 'service_models.project_id')
        .onRef('models.model_id', '=', 'service_models.model_id'),
    )
    .select(['models.model_id', 'models.model_name', 'models.model_version', 'service_models.weight'])
    .where('service_models.project_id', '=', project_id)
    .where('service_models.service_id', '=', service_id)
    .orderBy('models.model_id')
    .execute();
  return { ...toService(row), config };
}

/** ApiError 3502 (NO_SUCH_SERVICE). */
export function noSuchService(service_id: string): ApiError {
  return new ApiError('ModelArts.3502', `The service (${service_id}) does not exist.`);
}
