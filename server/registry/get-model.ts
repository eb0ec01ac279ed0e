import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import { toDetail } from './model-row.ts';

/**
 * One version with every field.
 *
 * @throws ApiError 3001 when there is no such model.
 */
export async function getModel(store: Store, project_id: string, model_id: string) {
  const row = await store
    .selectFrom('models')
    .selectAll()
    .where('project_id', '=', project_id)
    .where('model_id', '=', model_id)
    .executeTakeFirst();
  if (!row) throw new ApiError('ModelArts.3001', `The model (${model_id}) does not exist.`);
  return toDetail(row);
}
