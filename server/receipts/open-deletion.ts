import { randomUUID } from 'node:crypto';
import type { Plan } from '../../core/deletion/plan.ts';
import type { Receipt } from '../../core/deletion/receipt.ts';
import type { Ending } from '../../core/deletion/run.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import { summaryOf } from './refresh-summary.ts';

/**
 * Opens the receipt of a confirmed plan; nothing is deleted by it. Returns the receipt's id.
 *
 * @throws ApiError 0005 when the plan contradicts itself: a call for a version that it does not affect, or an id twice.
 */
export async function openDeletion(
  store: Store,
  caller: Caller,
  plan: Plan,
  source: Receipt['source'],
): Promise<string> {
  requireConsistent(plan);
  const deletion_id = randomUUID();
  const names = [...new Set(plan.affected.map((version) => version.model_name))];
  await store
    .insertInto('deletions')
    .values({
      ...{ project_id: caller.project_id, deletion_id, source },
      ...{ user_id: caller.user_id, user_name: caller.user_name, created_at: Date.now() },
      plan: JSON.stringify(plan),
      model_names: JSON.stringify(names),
      search_text: [...names, ...plan.affected.map((version) => version.model_id)].join(' '),
      planned: plan.affected.length,
      ...summaryOf({ plan, calls: [], verified: null }),
    })
    .execute();
  return deletion_id;
}

function requireConsistent(plan: Plan): void {
  const ids = new Set(plan.affected.map((version) => version.model_id));
  const isCovered = plan.calls.every((call) => [call.model_id, ...call.covers].every((id) => ids.has(id)));
  if (ids.size !== plan.affected.length || !isCovered || plan.calls.length === 0) {
    throw new ApiError(
      'Coppice.0005',
      'The plan contradicts itself: its calls must be for the versions it affects.',
    );
  }
}

/**
 * Notes how a run ended; the first ending stays.
 *
 * @throws ApiError 0006 when the project has no such receipt, 0007 when it is somebody else's.
 */
export async function endDeletion(
  trx: StoreTransaction,
  caller: Caller,
  deletion_id: string,
  ending: Ending,
): Promise<void> {
  const { user_id, ended_at } = await lockReceipt(trx, caller.project_id, deletion_id);
  if (user_id !== caller.user_id) {
    throw new ApiError('Coppice.0007', 'A deletion is ended by the user who began it.');
  }
  if (ended_at !== null) return;
  await trx
    .updateTable('deletions')
    .set({ ending, ended_at: Date.now() })
    .where('project_id', '=', caller.project_id)
    .where('deletion_id', '=', deletion_id)
    .execute();
}
