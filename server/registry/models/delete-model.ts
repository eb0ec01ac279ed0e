import { type SqlBool, sql } from 'kysely';
import {
  type DeleteAnswer,
  MAX_DELETIONS_PER_CALL,
  type Refusal,
} from '../../../core/contract/delete-model.ts';
import { DEPLOYED_AS_SERVICE, SUBSCRIBED } from '../../../core/contract/errors.ts';
import type { Call } from '../../../core/deletion/answer.ts';
import type { Protection } from '../../../core/deletion/protection.ts';
import { ApiError } from '../../errors.ts';
import { protectionAgainst } from '../../protections/in-force.ts';
import { protectedBy } from '../../protections/refusal.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Store, StoreTransaction } from '../../store/schema.ts';
import { removeFromGroup } from '../groups/change-groups.ts';
import { readGroupETag } from '../groups/group-etag.ts';
import type { GroupSummary } from '../groups/group-summary.ts';
import { lockGroupOf } from '../groups/lock-groups.ts';
import { MODEL_COLUMNS, type ModelRow } from './model-row.ts';
import { noSuchModel } from './read-model.ts';

/**
 * Deletes a model or, by cascade, every version of its name: at most 20 of them, the target first, then the others
 * oldest first. Those that are in use or subscribed are refused, count towards the 20, and do not stop the others.
 * One transaction, which locks the name: of several concurrent deletions of one name, each version is deleted by exactly
 * one.
 *
 * @param call.if_match the ETag precondition: that of the name's versions (core/contract/group-etag.ts), or none.
 * @param begin runs first in the transaction; when it throws, nothing is deleted.
 * @throws ApiError 3001 (NO_SUCH_MODEL) when there is no such model; 0009 (precondition failed) when the name has other
 *   versions than `if_match` says; 0018 (PROTECTED) when the target or, by cascade, anything of its name is protected:
 *   nothing is deleted then.
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
    if (!group) throw noSuchModel(model_id);
    if (if_match !== undefined)
      requireMatch(if_match, await readGroupETag(trx, project_id, group.model_name));
    const attempted = await readAttempted(trx, group, model_id, cascade);
    const [target] = attempted;
    // A concurrent deletion may have removed the target before the name was locked.
    if (target?.model_id !== model_id) throw noSuchModel(model_id);
    if (target.protection) throw protectedBy(target.protection);
    const refused = attempted.flatMap(refusalFor);
    const refusedIds = new Set(refused.map((refusal) => refusal.model_id));
    const deleted = attempted.filter((model) => !refusedIds.has(model.model_id));
    await removeModels(trx, project_id, deleted);
    await removeFromGroup(trx, group, deleted);
    return { delete_success_list: deleted.map((model) => model.model_id), delete_failed_list: refused };
  });
}

type Attempted = ModelRow & { is_used: SqlBool; protection: Protection | null };

/** The versions that a call attempts: its target first and, by cascade, the others of the name, oldest first. */
function readAttempted(
  trx: StoreTransaction,
  { project_id, model_name }: GroupSummary,
  model_id: string,
  cascade: boolean,
): Promise<Attempted[]> {
  const isTarget = sql<SqlBool>`model_id = ${model_id}`;
  return trx
    .selectFrom('models')
    .modifyEnd(PREPARED)
    .select(MODEL_COLUMNS)
    .select(isInUse.as('is_used'))
    .select(protectionAgainst(project_id, { model_id, model_name, cascade }).as('protection'))
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .where(cascade ? sql<SqlBool>`true` : isTarget)
    .orderBy(isTarget, 'desc')
    .orderBy('create_at')
    .orderBy('model_id')
    .limit(MAX_DELETIONS_PER_CALL)
    .execute();
}

/** Any service that exists blocks, whatever its status. Source: contract.md, Services (ours). */
const isInUse = sql<SqlBool>`exists (
  select from service_models used where used.project_id = models.project_id and used.model_id = models.model_id
)`;

function requireMatch(if_match: string, now: string): void {
  const etags = if_match.split(',').map((etag) => etag.trim());
  if (etags.includes('*') || etags.includes(now)) return;
  throw new ApiError('Coppice.0009', 'Nothing was deleted: the versions of this name have changed.');
}

function refusalFor({ model_id, subscription_id, is_used }: Attempted): Refusal[] {
  if (is_used) {
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
  await trx
    .deleteFrom('models')
    .modifyEnd(PREPARED)
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val(ids))))
    .execute();
}
