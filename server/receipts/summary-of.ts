import {
  bytesFreed,
  countRefusals,
  type Receipt,
  reportReceipt,
  summariseResult,
} from '../../core/console/receipt.ts';
import { firstLook } from './next-look.ts';

/** What follows of a receipt as it was just written, as columns: what the list of deletions shows, and when to look. */
export function summaryOf(
  receipt: Pick<Receipt, 'plan' | 'calls' | 'checks' | 'state' | 'created_at'>,
  now: number,
) {
  const report = reportReceipt(receipt);
  return {
    counts: JSON.stringify(report.counts),
    refusals: JSON.stringify(countRefusals(report)),
    freed: bytesFreed(report),
    unexpected: report.unexpected.length,
    result: summariseResult(report),
    look_at: firstLook(receipt, now),
  };
}
