import { type DeleteAnswer, MAX_DELETIONS_PER_CALL, type Refusal } from '../../core/contract/delete-model.ts';
import { DEPLOYED_AS_SERVICE, SUBSCRIBED } from '../../core/contract/errors.ts';
import type { Call } from '../../core/deletion/answer.ts';
import { ApiError } from '../errors.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { removeFromGroup } from './change-groups.ts';
import { readGroupETag } from './group-etag.ts';
import type { GroupSummary } from './group-summary.ts';
import { lockGroup } from './lock-groups.ts';
import type { ModelRow } from './model-row.ts';
import { noSuchModel, readModel } from './read-model.ts';

/**
 * Deletes a model or, by cascade, every version of its name: at most 20 of them, the target first, then the others
 * oldest first. Those that are in use or subscribed are refused, count towards the 20, and do not stop the others.
 * One transaction, that holds the name: of several deletions over one name at once, each version is deleted by
 * exactly one.
 *
 * @param call.if_match the ETag of the name's versions (core/contract/group-etag.ts): without it, or while it is
 *   true, the call is carried out.
 * @param begin comes first in the transaction, and keeps it from deleting anything by throwing.
 * @throws ApiError 3001 when there is no such model, 0009 when the name has other versions than `if_match` says.
 */
export function deleteModel(
  store: Store,
  project_id: string,
  { model_id, cascade, if_match }: Call,
  begin: (trx: StoreTransaction) => Promise<void> = async () => {},
): Promise<DeleteAnswer> {
  return store.transaction().execute(async (trx) => {
    await begin(trx);
    const group = await lockGroupOf(trx, project_id, model_id);
    // What another deletion took before the name was held is not there any more.
    const target = await readModel(trx, project_id, model_id);
    if (if_match !== undefined)
      requireMatch(if_match, await readGroupETag(trx, project_id, group.model_name));
    const handled = cascade ? [target, ...(await readOthers(trx, target))] : [target];
    const used = await modelsInUse(trx, project_id, handled);
    const refused = handled.flatMap((model) => refusalFor(model, used));
    const refusedIds = new Set(refused.map((refusal) => refusal.model_id));
    const deleted = handled.filter((model) => !refusedIds.has(model.model_id));
    await removeModels(trx, project_id, deleted);
    await removeFromGroup(trx, group, deleted);
    return { delete_success_list: deleted.map((model) => model.model_id), delete_failed_list: refused };
  });
}

/** Holds the name that a model has: from here on no other transaction changes its versions or their services. */
async function lockGroupOf(
  trx: StoreTransaction,
  project_id: string,
  model_id: string,
): Promise<GroupSummary> {
  const named = await trx
    .selectFrom('models')
    .select('model_name')
    .where('project_id', '=', project_id)
    .where('model_id', '=', model_id)
    .executeTakeFirst();
  const group = named && (await lockGroup(trx, project_id, named.model_name));
  if (!group) throw noSuchModel(model_id);
  return group;
}

/** The versions that a cascade takes beside its target, oldest first. */
function readOthers(
  trx: StoreTransaction,
  { project_id, model_name, model_id }: ModelRow,
): Promise<ModelRow[]> {
  return trx
    .selectFrom('models')
    .selectAll()
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .where('model_id', '<>', model_id)
    .orderBy('create_at')
    .orderBy('model_id')
    .limit(MAX_DELETIONS_PER_CALL - 1)
    .execute();
}

function requireMatch(if_match: string, now: string): void {
  const etags = if_match.split(',').map((etag) => etag.trim());
  if (etags.includes('*') || etags.includes(now)) return;
  throw new ApiError('Coppice.0009', 'Nothing was deleted: the versions of this name have changed.');
}

/** Any service that exists blocks, whatever its status. Source: contract.md, Services (ours). */
async function modelsInUse(
  trx: StoreTransaction,
  project_id: string,
  models: readonly ModelRow[],
): Promise<ReadonlySet<string>> {
  const uses = await trx
    .selectFrom('service_models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .where(
      'model_id',
      'in',
      models.map((model) => model.model_id),
    )
    .execute();
  return new Set(uses.map((use) => use.model_id));
}

function refusalFor({ model_id, subscription_id }: ModelRow, used: ReadonlySet<string>): Refusal[] {
  if (used.has(model_id)) {
    const error_msg = `Failed to delete model because the model (${model_id}) has been used to deploy a service.`;
    return [{ model_id, error_code: DEPLOYED_AS_SERVICE, error_msg }];
  }
  if (subscription_id !== null) {
    const error_msg = `Failed to delete model because the model (${model_id}) is subscribed from the gallery.`;
    return [{ model_id, error_code: SUBSCRIBED, error_msg }];
  }
  return [];
}

async function removeModels(
  trx: StoreTransaction,
  project_id: string,
  models: readonly ModelRow[],
): Promise<void> {
  if (models.length === 0) return;
  const ids = models.map((model) => model.model_id);
  await trx.deleteFrom('models').where('project_id', '=', project_id).where('model_id', 'in', ids).execute();
}
