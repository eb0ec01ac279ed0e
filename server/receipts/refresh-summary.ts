import { type Receipt, reportReceipt, summariseResult } from '../../core/deletion/receipt.ts';
import type { StoreTransaction } from '../store/schema.ts';
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

/**
 * Makes a receipt's line in the list of deletions true again, in the transaction that wrote a call or a check and
 * holds the receipt's lock: otherwise an older view of it could be written last.
 */
export async function refreshSummary(
  trx: StoreTransaction,
  project_id: string,
  deletion_id: string,
): Promise<void> {
  const receipt = await readReceipt(trx, project_id, deletion_id);
  await trx
    .updateTable('deletions')
    .set(summaryOf(receipt))
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .execute();
}
