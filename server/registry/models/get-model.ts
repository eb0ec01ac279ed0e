import type { Store } from '../../store/schema.ts';
import { toDetail } from './model-row.ts';
import { readModel } from './read-model.ts';

/**
 * One version with every field.
 *
 * @throws ApiError 3001 (NO_SUCH_MODEL) when there is no such model.
 */
export async function getModel(store: Store, project_id: string, model_id: string) {
  return toDetail(await readModel(store, project_id, model_id));
}
