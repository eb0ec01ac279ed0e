import { ModelListItem } from '../../core/contract/model.ts';
import type { ServiceReference } from '../../core/contract/service.ts';
import type { Call } from '../../core/deletion/answer.ts';
import { planOneCall } from '../../core/deletion/plan.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Caller } from '../iam/caller.ts';
import { type ModelRow, toListItem } from '../registry/model-row.ts';
import { noSuchModel } from '../registry/read-model.ts';
import { usingServices } from '../registry/services-using.ts';
import type { Store } from '../store/schema.ts';
import { callUnderWay, newCall } from './admit-call.ts';
import { newDeletion } from './open-deletion.ts';

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
  const rows = await readReach(store, caller.project_id, asked);
  const target = rows.find((row) => row.model_id === asked.model_id);
  if (!target) throw noSuchModel(asked.model_id);
  const check = new Map(rows.map(({ model_id, services }) => [model_id, services]));
  const plan = planOneCall(toModel(target), rows.map(toModel), asked.cascade, check);
  const underWay = callUnderWay(asked, request_id);
  const deletion = newDeletion(caller, plan, 'api', [underWay]);
  const call = newCall(deletion, 1, underWay);
  await store
    .with('opened', (db) => db.insertInto('deletions').values(deletion))
    .insertInto('deletion_calls')
    .values(call)
    .returning(notifyChange(deletion.project_id, { about: 'deletions', deletion_id: deletion.deletion_id }))
    .execute();
  return { deletion_id: deletion.deletion_id, call_number: call.call_number };
}

type Reached = ModelRow & { services: ServiceReference[] };

/**
 * What a call can reach: its target and, by cascade, every version of its name, with the services that use them. One
 * statement, so that all of it is of the same moment; empty when there is no such model.
 */
function readReach(store: Store, project_id: string, { model_id, cascade }: Call): Promise<Reached[]> {
  const models = store
    .selectFrom('models')
    .selectAll()
    .select((row) => usingServices(row).as('services'))
    .where('project_id', '=', project_id);
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
