import type { Receipt } from '../../core/console-api/deletions/receipt.ts';
import { NOT_ADMITTED } from '../../core/contract/errors.ts';
import type { Ending, Reason } from '../../core/deletion/run.ts';
import { noteDeletion } from '../activity/note-activity.ts';
import { ApiError } from '../errors.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import { SILENT_AFTER_MS, stateOf } from './reading/read-receipt.ts';
import { summaryOf } from './summary-of.ts';
import { type Told, tellOutcomes } from './tell-outcomes.ts';
import type { Verification } from './verification/verification.ts';

/** How a run ended, and for what reason if it did not run to its end. */
export type EndOfRun = { deletion_id: string; ending: Ending; reason?: Reason | null | undefined };

/**
 * Writes how a run ended, and verifies the versions that no answer speaks of. Idempotent: the first ending stays.
 *
 * @returns the receipt as it is then.
 * @throws ApiError 0006 (not found) when the project has no such receipt; 0007 (NOT_ADMITTED) when it is somebody else's.
 */
export async function endDeletion(
  trx: StoreTransaction,
  caller: Caller,
  { deletion_id, ending, reason = null }: EndOfRun,
  verification: Verification,
): Promise<Receipt> {
  const locked = await lockReceipt(trx, caller.project_id, deletion_id);
  if (locked.user_id !== caller.user_id) {
    throw new ApiError(NOT_ADMITTED, 'A deletion is ended by the user who began it.');
  }
  return writeEnd(trx, caller.project_id, locked, { ending, reason, verification });
}

/** The same of a receipt whose lock is held, whoever ends it. */
export async function writeEnd(
  trx: StoreTransaction,
  project_id: string,
  { receipt, told }: { receipt: Receipt; told: Told },
  { ending, reason = null, verification }: Omit<EndOfRun, 'deletion_id'> & { verification: Verification },
): Promise<Receipt> {
  if (receipt.ended_at !== null) return receipt;
  const { deletion_id } = receipt;
  const now = Date.now();
  const end = { ending, reason, ended_at: now };
  const ended = { ...receipt, ...end, state: stateOf({ ...end, seen_at: now }, now) };
  const checked = await verification.afterCall(trx, { project_id, receipt: ended, now });
  const telling = tellOutcomes(checked, told);
  const checks = JSON.stringify(checked.receipt.checks);
  await trx
    .updateTable('deletions')
    .set({ ...end, checks, told: telling.told, ...summaryOf(checked, now) })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
  await noteDeletion(trx, { project_id, deletion_id }, telling.activities, now);
  return checked.receipt;
}

/** Heartbeat of a run: its page is open, though it may wait and send nothing. Does nothing for a run that has ended. */
export async function recordHeartbeat(store: Store, caller: Caller, deletion_id: string): Promise<void> {
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
