import type { ExpressionBuilder } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { HELD_SHOWN, type ServiceSummary } from '../../core/console-api/models/services.ts';
import { ownerName } from '../registry/services/services-using.ts';
import type { Database, Store } from '../store/schema.ts';

/** The columns of `services` that a summary is made of. */
const COLUMNS = [
  'services.service_id',
  'services.service_name',
  'services.infer_type',
  'services.status',
  'services.description',
  'services.owner',
  'services.publish_at',
  'services.transition_at',
  'services.held_versions',
  'services.held_bytes',
  'services.is_stale',
] as const;

/** The services of a project, each with its owner's name and the first versions that it holds. */
export function selectServices(store: Store, project_id: string) {
  return store
    .selectFrom('services')
    .select(COLUMNS)
    .select((row) => [ownerName().as('owner_name'), firstHeld(row).as('held')])
    .where('services.project_id', '=', project_id);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectServices>['execute']>>[number];

/** A row of `selectServices` as the API tells it. */
export function toSummary({ held_versions, held_bytes, is_stale, ...row }: Row): ServiceSummary {
  return { ...row, versions: held_versions, model_size: held_bytes, is_partial: is_stale };
}

/** Those first that most requests go to, by the index of weights. */
function firstHeld(row: ExpressionBuilder<Database, 'services'>) {
  return jsonArrayFrom(
    row
      .selectFrom('service_models')
      .innerJoin('models', (join) =>
        join
          .onRef('models.project_id', '=', 'service_models.project_id')
          .onRef('models.model_id', '=', 'service_models.model_id'),
      )
      .select(['models.model_id', 'models.model_name', 'models.model_version', 'service_models.weight'])
      .whereRef('service_models.project_id', '=', 'services.project_id')
      .whereRef('service_models.service_id', '=', 'services.service_id')
      .orderBy('service_models.weight', 'desc')
      .orderBy('service_models.model_id', 'desc')
      .limit(HELD_SHOWN),
  );
}
