import { ApiError } from '../../errors.ts';
import type { Store } from '../../store/schema.ts';
import type { ModelRow } from './model-row.ts';

/**
 * One version as it is stored.
 *
 * @throws ApiError 3001 (NO_SUCH_MODEL) when there is no such model.
 */
export async function readModel(store: Store, project_id: string, model_id: string): Promise<ModelRow> {
  const row = await store
    .selectFrom('models')
    .selectAll()
    .where('project_id', '=', project_id)
    .where('model_id', '=', model_id)
    .executeTakeFirst();
  if (!row) throw noSuchModel(model_id);
  return row;
}

/** ApiError 3001 (NO_SUCH_MODEL). */
export function noSuchModel(model_id: string): ApiError {
  return new ApiError('ModelArts.3001', `The model (${model_id}) does not exist.`);
}
