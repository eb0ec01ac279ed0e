import { type Receipt, reportReceipt } from '../../core/deletion/receipt.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import { readReceipt } from './read-receipt.ts';
import { refreshSummary } from './refresh-summary.ts';

/** A call that is older and has no answer will get none: the gateway that made it is gone. In ms. */
const LOST_AFTER = 60_000;

/**
 * Settles what a receipt's answers left open, by looking which of its versions the registry still lists. Done once,
 * and not while a call may still be under way: a list read too early would call deleted things "still there".
 */
export function verifyReceipt(
  store: Store,
  project_id: string,
  deletion_id: string,
  now = Date.now(),
): Promise<Receipt> {
  return store.transaction().execute(async (trx) => {
    await lockReceipt(trx, project_id, deletion_id);
    const receipt = await readReceipt(trx, project_id, deletion_id);
    if (receipt.verified || reportReceipt(receipt).counts.unknown === 0) return receipt;
    if (receipt.calls.some((call) => call.answered_at === null && call.sent_at > now - LOST_AFTER))
      return receipt;
    const verified = { at: now, present: await stillListed(trx, project_id, receipt) };
    await trx
      .updateTable('deletions')
      .set({ verified: JSON.stringify(verified) })
      .where('project_id', '=', project_id)
      .where('deletion_id', '=', deletion_id)
      .execute();
    await refreshSummary(trx, project_id, deletion_id);
    return { ...receipt, verified };
  });
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
