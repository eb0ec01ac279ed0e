import { type Receipt, reportReceipt, summariseResult } from '../../core/deletion/receipt.ts';
import type { Store } from '../store/schema.ts';
import { readReceipt } from './read-receipt.ts';

/** What the list of deletions shows of a receipt's report, as columns. */
export function summaryOf(receipt: Pick<Receipt, 'plan' | 'calls' | 'verified'>) {
  const { counts, unexpected } = reportReceipt(receipt);
  return {
    counts: JSON.stringify(counts),
    unexpected: unexpected.length,
    result: summariseResult(counts, unexpected.length),
  };
}

/** Makes a receipt's line in the list of deletions true again, after a call or a check was written. */
export async function refreshSummary(store: Store, project_id: string, deletion_id: string): Promise<void> {
  const receipt = await readReceipt(store, project_id, deletion_id);
  await store
    .updateTable('deletions')
    .set(summaryOf(receipt))
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .execute();
}
