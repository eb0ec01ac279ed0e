import { ModelListItem } from '../../core/contract/model.ts';
import type { Call } from '../../core/deletion/answer.ts';
import { planOneCall } from '../../core/deletion/plan.ts';
import type { Caller } from '../iam/caller.ts';
import { type ModelRow, toListItem } from '../registry/model-row.ts';
import { noSuchModel } from '../registry/read-model.ts';
import { servicesUsing } from '../registry/services-using.ts';
import type { Store } from '../store/schema.ts';
import { callUnderWay, noteCall } from './admit-call.ts';
import { openDeletion } from './open-deletion.ts';

/**
 * Opens a receipt for a DELETE that came without one (curl, an SDK), its call noted; its plan is what the registry
 * holds now.
 *
 * @throws ApiError 3001 when there is no such model: then there is nothing to write a receipt of.
 */
export async function openApiDeletion(
  store: Store,
  caller: Caller,
  asked: Call,
  request_id?: string,
): Promise<{ deletion_id: string; call_number: number }> {
  const { project_id } = caller;
  const rows = await readReach(store, project_id, asked);
  const target = rows.find((row) => row.model_id === asked.model_id);
  if (!target) throw noSuchModel(asked.model_id);
  const ids = rows.map((row) => row.model_id);
  const check = await servicesUsing(store, project_id, ids);
  const plan = planOneCall(toModel(target), rows.map(toModel), asked.cascade, check);
  return store.transaction().execute(async (trx) => {
    const underWay = callUnderWay(asked, request_id);
    const deletion_id = await openDeletion(trx, caller, plan, 'api', [underWay]);
    await noteCall(trx, project_id, deletion_id, 1, underWay);
    return { deletion_id, call_number: 1 };
  });
}

/**
 * What a call can reach: its target and, by cascade, every version of its name. One statement, so that all of it is of
 * the same moment; empty when there is no such model.
 */
function readReach(store: Store, project_id: string, { model_id, cascade }: Call): Promise<ModelRow[]> {
  const models = store.selectFrom('models').selectAll().where('project_id', '=', project_id);
  if (!cascade) return models.where('model_id', '=', model_id).execute();
  const itsName = store
    .selectFrom('models')
    .select('model_name')
    .where('project_id', '=', project_id)
    .where('model_id', '=', model_id);
  return models.where('model_name', 'in', itsName).execute();
}

function toModel(row: ModelRow): ModelListItem {
  return ModelListItem.parse(toListItem(row));
}
