import { type ExpressionBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { ModelId } from '../../../core/contract/model.ts';
import type { ServiceReference } from '../../../core/contract/service.ts';
import type { Database, Store } from '../../store/schema.ts';

/** Which services use these models; a model that the project does not have is missing from the answer. */
export async function servicesUsing(
  store: Store,
  project_id: string,
  ids: readonly ModelId[],
): Promise<Map<ModelId, ServiceReference[]>> {
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom('models')
    .select((row) => ['models.model_id', usingServices(row).as('services')])
    .where('models.project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('models.model_id', '=', fn.any(val([...ids]))))
    .execute();
  return new Map(rows.map(({ model_id, services }) => [model_id, services]));
}

/** The services that use the model of a row, by name: a column to select with it, so that both are of one snapshot. */
export function usingServices(row: ExpressionBuilder<Database, 'models'>) {
  return jsonArrayFrom(
    row
      .selectFrom('service_models')
      .innerJoin('services', (join) =>
        join
          .onRef('services.project_id', '=', 'service_models.project_id')
          .onRef('services.service_id', '=', 'service_models.service_id'),
      )
      .select(['services.service_id', 'services.service_name', 'services.status', 'services.infer_type'])
      .select(['services.owner', ownerName().as('owner_name'), 'services.publish_at'])
      .whereRef('service_models.project_id', '=', 'models.project_id')
      .whereRef('service_models.model_id', '=', 'models.model_id')
      .orderBy('services.service_name'),
  );
}

/** The user name of the owner of a row of `services`; empty when this gateway does not know them. */
export function ownerName() {
  return sql<string>`coalesce((
    select users.name from users join projects using (account_id)
    where users.user_id = services.owner and projects.project_id = services.project_id
  ), '')`;
}
