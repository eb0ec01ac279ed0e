import { type Receipt, reportReceipt } from '../../core/console/receipt.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import { giveUpLostCalls } from './lost-calls.ts';
import { summaryOf } from './summary-of.ts';

/**
 * By then a call has begun to act, or will not any more: a gateway waits half as long for a connection to its database
 * (server/store/open-store.ts). In ms.
 */
const LOST_AFTER = 10_000;

/** Settles what a receipt leaves open, as far as that can be known now. */
export function verifyReceipt(store: Store, project_id: string, deletion_id: string): Promise<Receipt> {
  return store.transaction().execute(async (trx) => {
    const now = Date.now();
    const { receipt } = await lockReceipt(trx, project_id, deletion_id, now);
    const checked = await lookAgain(trx, project_id, receipt, now);
    if (checked !== receipt) await writeChecks(trx, project_id, checked);
    return checked;
  });
}

/** Writes what was found of a receipt. The caller holds its lock. */
export async function writeChecks(
  trx: StoreTransaction,
  project_id: string,
  receipt: Receipt,
): Promise<void> {
  const { deletion_id, checks } = receipt;
  await trx
    .updateTable('deletions')
    .set({ checks: JSON.stringify(checks), ...summaryOf(receipt) })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
}

/**
 * Looks which of a receipt's versions the registry still lists, when that tells something new: something is unknown,
 * or the run is over and no list was read since its last call. Not while a call may be under way: a list read too
 * early would call deleted things "still there". The caller holds the receipt's lock, and writes what is answered: the
 * receipt, with one check more if there was reason for it.
 */
export async function lookAgain(
  trx: StoreTransaction,
  project_id: string,
  receipt: Receipt,
  now: number,
): Promise<Receipt> {
  const settleable =
    isCheckDue(receipt) && (await giveUpLostCalls(trx, project_id, receipt, now, LOST_AFTER));
  if (!settleable) return receipt;
  const present = await stillListed(trx, project_id, receipt);
  const check = { at: now, after_calls: receipt.calls.length, present };
  return { ...settleable, checks: [...receipt.checks, check] };
}

/** Whether a list would tell something new of a receipt. */
export function isCheckDue(receipt: Receipt): boolean {
  const { counts } = reportReceipt(receipt);
  if (counts.unknown > 0) return true;
  const isChecked = receipt.checks.some((check) => check.after_calls === receipt.calls.length);
  return counts.failed + counts.left > 0 && receipt.state !== 'running' && !isChecked;
}

async function stillListed(trx: StoreTransaction, project_id: string, receipt: Receipt): Promise<string[]> {
  const ids = receipt.plan.affected.map((version) => version.model_id);
  const rows = await trx
    .selectFrom('models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val(ids))))
    .execute();
  return rows.map((row) => row.model_id);
}
