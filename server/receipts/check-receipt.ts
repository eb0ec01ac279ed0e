import { type Receipt, reportReceipt } from '../../core/console/receipt.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import { readReceipt } from './read-receipt.ts';
import { summaryOf } from './summary-of.ts';

/** A call that is older and has no answer will get none: the gateway that made it is gone. In ms. */
const LOST_AFTER = 60_000;

/** Settles what a receipt leaves open, as far as that can be known now. */
export function verifyReceipt(store: Store, project_id: string, deletion_id: string): Promise<Receipt> {
  return store.transaction().execute(async (trx) => {
    await lockReceipt(trx, project_id, deletion_id);
    return checkReceipt(trx, project_id, deletion_id);
  });
}

/**
 * Looks which of a receipt's versions the registry still lists, when that tells something new: something is unknown,
 * or the run is over and no list was read since its last call. Not while a call may be under way: a list read too
 * early would call deleted things "still there". The caller holds the receipt's lock.
 */
export async function checkReceipt(
  trx: StoreTransaction,
  project_id: string,
  deletion_id: string,
  now = Date.now(),
): Promise<Receipt> {
  const receipt = await readReceipt(trx, project_id, deletion_id, now);
  const checked = await lookAgain(trx, project_id, receipt, now);
  if (checked === receipt) return receipt;
  await trx
    .updateTable('deletions')
    .set({ checks: JSON.stringify(checked.checks), ...summaryOf(checked) })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
  return checked;
}

/** The receipt with one check more, not written yet, if that tells something new. */
export async function lookAgain(
  trx: StoreTransaction,
  project_id: string,
  receipt: Receipt,
  now: number,
): Promise<Receipt> {
  if (!isCheckDue(receipt) || isCallUnderWay(receipt, now)) return receipt;
  const present = await stillListed(trx, project_id, receipt);
  const check = { at: now, after_calls: receipt.calls.length, present };
  return { ...receipt, checks: [...receipt.checks, check] };
}

function isCheckDue(receipt: Receipt): boolean {
  const { counts } = reportReceipt(receipt);
  if (counts.unknown > 0) return true;
  const isChecked = receipt.checks.some((check) => check.after_calls === receipt.calls.length);
  return counts.failed + counts.left > 0 && receipt.state !== 'running' && !isChecked;
}

function isCallUnderWay({ calls }: Receipt, now: number): boolean {
  return calls.some((call) => call.answered_at === null && call.sent_at > now - LOST_AFTER);
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
