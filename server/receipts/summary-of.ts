import { type Receipt, reportReceipt, summariseResult } from '../../core/console/receipt.ts';

/** What the list of deletions shows of a receipt's report, as columns. */
export function summaryOf(receipt: Pick<Receipt, 'plan' | 'calls' | 'checks'>) {
  const { counts, unexpected } = reportReceipt(receipt);
  return {
    counts: JSON.stringify(counts),
    unexpected: unexpected.length,
    result: summariseResult(counts, unexpected.length),
  };
}
