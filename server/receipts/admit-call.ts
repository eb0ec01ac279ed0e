import { ModelListItem } from '../../core/contract/model.ts';
import { Plan, planDeletion } from '../../core/deletion/plan.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { type ModelRow, toListItem } from '../registry/model-row.ts';
import { servicesUsing } from '../registry/services-using.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { openDeletion } from './open-deletion.ts';
import type { AskedCall } from './record-call.ts';
import { refreshSummary } from './refresh-summary.ts';

/**
 * Notes that a planned call is being made, once: a second click, a second tab or a repeated request is turned away
 * before it does anything. Returns the call's number on the receipt, from 1.
 *
 * @throws ApiError 0007 when the receipt is not the caller's, has ended, does not plan the call, has it
 *   already, or was settled by a list read before it.
 */
export function admitCall(
  store: Store,
  caller: Caller,
  deletion_id: string,
  asked: AskedCall,
): Promise<number> {
  return store.transaction().execute(async (trx) => {
    const deletion = await trx
      .selectFrom('deletions')
      .select(['plan', 'user_id', 'ended_at', 'verified'])
      .where('project_id', '=', caller.project_id)
      .where('deletion_id', '=', deletion_id)
      .forUpdate()
      .executeTakeFirst();
    if (!deletion || deletion.user_id !== caller.user_id)
      throw turnedAway('there is no such deletion of yours');
    if (deletion.ended_at !== null) throw turnedAway('the deletion has ended');
    // Its list was read before this call, so it would tell a lie about it.
    if (deletion.verified !== null) throw turnedAway('the deletion has been settled');
    const planned = Plan.parse(deletion.plan).calls.find((call) => isSame(call, asked));
    if (!planned) throw turnedAway('the call is not in its plan');
    const made = await callsOf(trx, caller.project_id, deletion_id);
    if (made.some((call) => isSame(call, asked))) throw turnedAway('the call was made before');

    const call_number = made.length + 1;
    await trx
      .insertInto('deletion_calls')
      .values({
        ...{ project_id: caller.project_id, deletion_id, call_number, sent_at: Date.now() },
        call: JSON.stringify(planned),
      })
      .execute();
    await refreshSummary(trx, caller.project_id, deletion_id);
    return call_number;
  });
}

function turnedAway(why: string): ApiError {
  return new ApiError('Coppice.0007', `Nothing was deleted: ${why}.`);
}

function isSame(a: AskedCall, b: AskedCall): boolean {
  return a.model_id === b.model_id && a.cascade === b.cascade;
}

async function callsOf(trx: StoreTransaction, project_id: string, deletion_id: string): Promise<AskedCall[]> {
  const rows = await trx
    .selectFrom('deletion_calls')
    .select('call')
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .execute();
  return rows.map((row) => Plan.shape.calls.element.parse(row.call));
}

/**
 * Opens a receipt for a DELETE that came without one (curl, an SDK); its plan is what the registry holds now.
 *
 * @throws ApiError 3001 when there is no such model: then there is nothing to write a receipt of.
 */
export async function openApiDeletion(store: Store, caller: Caller, asked: AskedCall): Promise<string> {
  const { project_id } = caller;
  const models = store.selectFrom('models').selectAll().where('project_id', '=', project_id);
  const target = await models.where('model_id', '=', asked.model_id).executeTakeFirst();
  if (!target) throw new ApiError('ModelArts.3001', `The model (${asked.model_id}) does not exist.`);
  const rows = asked.cascade ? await models.where('model_name', '=', target.model_name).execute() : [target];
  const check = await servicesUsing(
    store,
    project_id,
    rows.map((row) => row.model_id),
  );
  const versions = rows.map(toModel);
  const request = asked.cascade
    ? { cascade: true as const, target: toModel(target), versions }
    : { cascade: false as const, versions };
  return openDeletion(store, caller, planDeletion(request, check), 'api');
}

function toModel(row: ModelRow): ModelListItem {
  return ModelListItem.parse(toListItem(row));
}
