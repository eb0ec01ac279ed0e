import { type Receipt, reportReceipt } from '../../core/deletion/receipt.ts';
import type { Store } from '../store/schema.ts';
import { readReceipt } from './read-receipt.ts';
import { refreshSummary } from './refresh-summary.ts';

/** A call that is older and has no answer will get none: the gateway that made it is gone. In ms. */
const LOST_AFTER = 60_000;

/**
 * Settles what a receipt's answers left open, by looking which of its versions the registry still lists. Done once,
 * and not while a call may still be under way: a list read too early would call deleted things "still there".
 */
export async function verifyReceipt(
  store: Store,
  project_id: string,
  deletion_id: string,
  now = Date.now(),
): Promise<Receipt> {
  const receipt = await readReceipt(store, project_id, deletion_id);
  if (receipt.verified || reportReceipt(receipt).counts.unknown === 0) return receipt;
  if (receipt.calls.some((call) => call.answered_at === null && call.sent_at > now - LOST_AFTER))
    return receipt;
  const present = await stillListed(store, project_id, receipt);
  await store
    .updateTable('deletions')
    .set({ verified: JSON.stringify({ at: now, present }) })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('verified', 'is', null)
    .execute();
  await refreshSummary(store, project_id, deletion_id);
  return readReceipt(store, project_id, deletion_id);
}

async function stillListed(store: Store, project_id: string, receipt: Receipt): Promise<string[]> {
  const ids = receipt.plan.affected.map((version) => version.model_id);
  const rows = await store
    .selectFrom('models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val(ids))))
    .execute();
  return rows.map((row) => row.model_id);
}
