import {
  bytesFreed,
  countRefusals,
  heldIds,
  summariseResult,
} from '../../core/console-api/deletions/receipt.ts';
import type { Reported } from './fold-receipt.ts';
import { firstVerification } from './verification/next-verification.ts';

/**
 * The derived columns of a receipt that is just written: what the list of deletions shows, and when it is to be verified.
 *
 * @param now ms since the epoch.
 */
export function summaryOf(reported: Reported, now: number) {
  const { report } = reported;
  const held = heldIds(report);
  return {
    counts: JSON.stringify(report.counts),
    refusals: JSON.stringify(countRefusals(report)),
    freed: bytesFreed(report),
    held: held.length > 0 ? held : null,
    unexpected: report.unexpected.length,
    result: summariseResult(report),
    look_at: firstVerification(reported, now),
  };
}
