import { type DeleteAnswer, MAX_DELETIONS_PER_CALL, type Refusal } from '../../core/contract/delete-model.ts';
import { DEPLOYED_AS_SERVICE, SUBSCRIBED } from '../../core/contract/errors.ts';
import { groupETag } from '../../core/contract/group-etag.ts';
import type { Call } from '../../core/deletion/answer.ts';
import { ApiError } from '../errors.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import type { ModelRow } from './model-row.ts';
import { refreshGroups } from './refresh-groups.ts';

/**
 * Deletes a model or, by cascade, every version of its name: at most 20 of them, the target first, then the others
 * oldest first. Those that are in use or subscribed are refused, count towards the 20, and do not stop the others.
 * One transaction: of several deletions over one name at once, each version is deleted by exactly one.
 *
 * @param call.if_match the ETag of the name's versions (core/contract/group-etag.ts): without it, or while it is
 *   true, the call is carried out.
 * @throws ApiError 3001 when there is no such model, 0009 when the name has other versions than `if_match` says.
 */
export function deleteModel(
  store: Store,
  project_id: string,
  { model_id, cascade, if_match }: Call,
): Promise<DeleteAnswer> {
  return store.transaction().execute(async (trx) => {
    const locked = await lockVersions(trx, project_id, model_id, cascade || if_match !== undefined);
    const [target] = locked;
    if (if_match !== undefined) requireMatch(if_match, locked);
    const handled = cascade ? locked.slice(0, MAX_DELETIONS_PER_CALL) : [target];
    const used = await modelsInUse(trx, project_id, handled);
    const refused = handled.flatMap((model) => refusalFor(model, used));
    const refusedIds = new Set(refused.map((refusal) => refusal.model_id));
    const deleted = handled.map((model) => model.model_id).filter((id) => !refusedIds.has(id));
    await removeModels(trx, project_id, deleted);
    await refreshGroups(trx, project_id, [...new Set(handled.map((model) => model.model_name))]);
    return { delete_success_list: deleted, delete_failed_list: refused };
  });
}

/**
 * The target, and if asked for every other version of its name, oldest first, locked. The rows of a name are always locked in the same order, oldest
 * first, so that deletions over one name queue up instead of blocking each other; what is gone when the lock is
 * granted is not among them.
 */
async function lockVersions(
  trx: StoreTransaction,
  project_id: string,
  model_id: string,
  ofName: boolean,
): Promise<[target: ModelRow, ...others: ModelRow[]]> {
  const named = await trx
    .selectFrom('models')
    .select('model_name')
    .where('project_id', '=', project_id)
    .where('model_id', '=', model_id)
    .executeTakeFirst();
  if (!named) throw noSuchModel(model_id);

  let rows = trx.selectFrom('models').selectAll().where('project_id', '=', project_id);
  rows = ofName ? rows.where('model_name', '=', named.model_name) : rows.where('model_id', '=', model_id);
  const locked = await rows.orderBy('create_at').orderBy('model_id').forUpdate().execute();

  const target = locked.find((row) => row.model_id === model_id);
  if (!target) throw noSuchModel(model_id);
  return [target, ...locked.filter((row) => row !== target)];
}

function requireMatch(if_match: string, versions: readonly ModelRow[]): void {
  const etags = if_match.split(',').map((etag) => etag.trim());
  if (etags.includes('*') || etags.includes(groupETag(versions.map((row) => row.model_id)))) return;
  throw new ApiError('Coppice.0009', 'Nothing was deleted: the versions of this name have changed.');
}

function noSuchModel(model_id: string): ApiError {
  return new ApiError('ModelArts.3001', `The model (${model_id}) does not exist.`);
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
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await trx.deleteFrom('models').where('project_id', '=', project_id).where('model_id', 'in', ids).execute();
}
