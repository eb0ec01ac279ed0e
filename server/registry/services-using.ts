import type { ModelId } from '../../core/contract/model.ts';
import type { ServiceReference } from '../../core/contract/service.ts';
import type { Store } from '../store/schema.ts';

/** Which services use these models; a model that the project does not have is missing from the answer. */
export async function servicesUsing(
  store: Store,
  project_id: string,
  ids: readonly ModelId[],
): Promise<Map<ModelId, ServiceReference[]>> {
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom('models')
    .leftJoin('service_models', (join) =>
      join
        .onRef('service_models.project_id', '=', 'models.project_id')
        .onRef('service_models.model_id', '=', 'models.model_id'),
    )
    .leftJoin('services', (join) =>
      join
        .onRef('services.project_id', '=', 'service_models.project_id')
        .onRef('services.service_id', '=', 'service_models.service_id'),
    )
    .select(['models.model_id', 'services.service_id', 'services.service_name'])
    .select(['services.status', 'services.infer_type'])
    .where('models.project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('models.model_id', '=', fn.any(val([...ids]))))
    .orderBy('services.service_name')
    .execute();
  const using = new Map<ModelId, ServiceReference[]>();
  for (const { model_id, service_id, service_name, status, infer_type } of rows) {
    const services = using.get(model_id) ?? [];
    using.set(model_id, services);
    if (service_id !== null && service_name !== null && status !== null && infer_type !== null) {
      services.push({ service_id, service_name, status, infer_type });
    }
  }
  return using;
}
