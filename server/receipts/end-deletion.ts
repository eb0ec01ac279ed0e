import type { Receipt } from '../../core/console-api/receipt.ts';
import type { Ending, Reason } from '../../core/deletion/run.ts';
import { ApiError } from '../errors.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import { SILENT_AFTER_MS, stateOf } from './reading/read-receipt.ts';
import { summaryOf } from './summary-of.ts';
import type { Verification } from './verification/verification.ts';

/**
 * Notes how a run ended, the first ending stays, and looks what became of the versions that nothing was told of.
 *
 * @returns the receipt as it is then.
 * @throws ApiError 0006 when the project has no such receipt, 0007 when it is somebody else's.
 */
export async function endDeletion(
  trx: StoreTransaction,
  caller: Caller,
  deletion_id: string,
  { ending, reason = null }: { ending: Ending; reason?: Reason | null | undefined },
  verification: Verification,
): Promise<Receipt> {
  const { user_id, receipt } = await lockReceipt(trx, caller.project_id, deletion_id);
  if (user_id !== caller.user_id) {
    throw new ApiError('Coppice.0007', 'A deletion is ended by the user who began it.');
  }
  if (receipt.ended_at !== null) return receipt;
  const now = Date.now();
  const end = { ending, reason, ended_at: now };
  const ended = { ...receipt, ...end, state: stateOf({ ...end, seen_at: now }, now) };
  const { project_id } = caller;
  const checked = await verification.afterCall(trx, { project_id, receipt: ended, now });
  await trx
    .updateTable('deletions')
    .set({ ...end, checks: JSON.stringify(checked.receipt.checks), ...summaryOf(checked, now) })
    .where('project_id', '=', caller.project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(caller.project_id, { about: 'deletions', deletion_id }))
    .execute();
  return checked.receipt;
}

/** Notes that a run goes on: its page is open, though it may wait and send nothing. */
export async function noteAlive(store: Store, caller: Caller, deletion_id: string): Promise<void> {
  const now = Date.now();
  await store
    .updateTable('deletions')
    .set({ seen_at: now, look_at: now + SILENT_AFTER_MS })
    .where('project_id', '=', caller.project_id)
    .where('deletion_id', '=', deletion_id)
    .where('user_id', '=', caller.user_id)
    .where('ended_at', 'is', null)
    .execute();
}
