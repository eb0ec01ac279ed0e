import type { Report } from '../../../core/deletion/report.ts';
import type { Evidenced, Reported } from '../fold-receipt.ts';
import { SILENT_AFTER_MS } from '../reading/read-receipt.ts';

/** How long a remote registry may lag behind what it answers, unless it is known to be better or worse. In ms. */
export const LAG_MS = 60_000;

/** After what parts of that time what is open is looked at again: after the last one, what is seen counts. */
const PARTS = [1 / 12, 1 / 4, 1];

/** What could not be found out is asked again after half the time that has gone by, but so long at least and at most. In ms. */
const SHORTEST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/** What could not be found out in a week is left to whoever opens the receipt. In ms. */
const GIVEN_UP_AFTER_MS = 7 * 24 * 60 * 60_000;

/** When a receipt that was just written is to be looked into, in ms since the epoch; null when nothing is open on it. */
export function firstVerification({ receipt, report }: Reported, now: number): number | null {
  if (receipt.state === 'running') return now + SILENT_AFTER_MS;
  if (isNeverLooked(receipt, report)) return now;
  return isOpen(receipt, report) ? now + SHORTEST_WAIT_MS : null;
}

/**
 * When a receipt that was just looked into is to be looked into again, in ms since the epoch; null when nothing is open.
 *
 * @param lag how long the registry may lag behind, in ms.
 */
export function nextVerification({ receipt, report }: Reported, now: number, lag: number): number | null {
  if (receipt.state === 'running') return now + SILENT_AFTER_MS;
  if (!isOpen(receipt, report)) return null;
  const over = lastCallOf(receipt);
  const again = PARTS.map((part) => over + part * lag).find((at) => at > now);
  if (again !== undefined) return Math.ceil(again);
  const age = now - over;
  return age > GIVEN_UP_AFTER_MS
    ? null
    : now + Math.min(Math.max(age / 2, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
}

/** Whether a look would tell something new of a receipt. While a run goes on, of what is unknown, or was open for long. */
export function isVerificationDue({ receipt, report }: Reported, now: number, lag: number): boolean {
  if (report.counts.unknown > 0) return true;
  const isOver = receipt.state !== 'running';
  if (isOver && isNeverLooked(receipt, report)) return true;
  if (!isOpen(receipt, report)) return false;
  const over = lastCallOf(receipt);
  const looked = receipt.checks.at(-1)?.at ?? 0;
  const isTime = (part: number) => over + part * lag > looked && over + part * lag <= now;
  return now >= over + lag || (isOver && PARTS.some(isTime));
}

/** Whether a registry that lags so long at most, in ms, shows by then what is. */
export function isLate(receipt: Evidenced, at: number, lag: number): boolean {
  return at >= lastCallOf(receipt) + lag;
}

/** Whether anything can be said of what its last call did, and nobody has looked. */
function isNeverLooked({ checks, calls }: Evidenced, { counts, confirmation }: Report): boolean {
  const isLooked = checks.some((check) => check.after_calls === calls.length && check.confirms === true);
  return !isLooked && counts.failed + counts.left + counts.unknown + confirmation.waiting > 0;
}

/** What a call without an answer did not do at once it may do yet, until it was looked at late. */
function isOpen({ checks }: Evidenced, { rows, counts, confirmation }: Report): boolean {
  const isStillListed = rows.some((row) => row.outcome === 'left' && row.because === 'still-listed');
  const isDoubtful = isStillListed && !checks.some((check) => check.is_late === true);
  return counts.unknown + confirmation.waiting > 0 || isDoubtful;
}

/** When the last call was over, as far as that is known. */
function lastCallOf({ calls, created_at }: Evidenced): number {
  const times = calls.map((call) => call.answered_at ?? call.sent_at);
  return times.length > 0 ? Math.max(...times) : created_at;
}
