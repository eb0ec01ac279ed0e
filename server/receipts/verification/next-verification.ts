import type { Report } from '../../../core/deletion/report.ts';
import type { Evidenced, Reported } from '../fold-receipt.ts';
import { SILENT_AFTER_MS } from '../reading/read-receipt.ts';

/** How long a remote registry may lag behind its own answers (eventual consistency), unless configured otherwise. In ms. */
export const LAG_MS = 60_000;

/** At which fractions of the lag a receipt with anything open is verified again; the check after the last one is final. */
const FRACTIONS = [1 / 12, 1 / 4, 1];

/** Later retries back off: the wait is half the age of the last call, within these bounds. In ms. */
const MIN_BACKOFF_MS = 5_000;
const MAX_BACKOFF_MS = 60 * 60_000;

/** After a week without an outcome there are no more retries; opening the receipt verifies it. In ms. */
const GIVEN_UP_AFTER_MS = 7 * 24 * 60 * 60_000;

/** When a receipt that was just written is to be verified, in ms since the epoch; null when nothing is open on it. */
export function firstVerification({ receipt, report }: Reported, now: number): number | null {
  if (receipt.state === 'running') return now + SILENT_AFTER_MS;
  if (isUnchecked(receipt, report)) return now;
  return isOpen(receipt, report) ? now + MIN_BACKOFF_MS : null;
}

/**
 * When a receipt that was just verified is to be verified again, in ms since the epoch; null when nothing is open, or it
 * was given up.
 *
 * @param now ms since the epoch.
 * @param lag how long the registry may lag behind its own answers, in ms.
 */
export function nextVerification({ receipt, report }: Reported, now: number, lag: number): number | null {
  if (receipt.state === 'running') return now + SILENT_AFTER_MS;
  if (!isOpen(receipt, report)) return null;
  const over = lastCallOf(receipt);
  const again = FRACTIONS.map((part) => over + part * lag).find((at) => at > now);
  if (again !== undefined) return Math.ceil(again);
  const age = now - over;
  return age > GIVEN_UP_AFTER_MS ? null : now + Math.min(Math.max(age / 2, MIN_BACKOFF_MS), MAX_BACKOFF_MS);
}

/**
 * Whether a check now would add to a receipt's evidence. While its run goes on: only of what is unknown, or has been open
 * for longer than the lag.
 *
 * @param now ms since the epoch.
 * @param lag how long the registry may lag behind its own answers, in ms.
 */
export function isVerificationDue({ receipt, report }: Reported, now: number, lag: number): boolean {
  if (report.counts.unknown > 0) return true;
  const isOver = receipt.state !== 'running';
  if (isOver && isUnchecked(receipt, report)) return true;
  if (!isOpen(receipt, report)) return false;
  const over = lastCallOf(receipt);
  const checkedAt = receipt.checks.at(-1)?.at ?? 0;
  const isTime = (part: number) => over + part * lag > checkedAt && over + part * lag <= now;
  return now >= over + lag || (isOver && FRACTIONS.some(isTime));
}

/** Whether a check at that time (ms since the epoch) is final: the lag (ms) since the last call is over by then. */
export function isLate(receipt: Evidenced, at: number, lag: number): boolean {
  return at >= lastCallOf(receipt) + lag;
}

/** Whether there is an outcome to confirm, and no check has confirmed it since the last call. */
function isUnchecked({ checks, calls }: Evidenced, { counts, confirmation }: Report): boolean {
  const isChecked = checks.some((check) => check.after_calls === calls.length && check.confirms === true);
  return !isChecked && counts.failed + counts.left + counts.unknown + confirmation.waiting > 0;
}

/** Whether any outcome may still change: a call without an answer may act late, until a final check (`is_late`). */
function isOpen({ checks }: Evidenced, { rows, counts, confirmation }: Report): boolean {
  const isStillListed = rows.some((row) => row.outcome === 'left' && row.because === 'still-listed');
  const isDoubtful = isStillListed && !checks.some((check) => check.is_late === true);
  return counts.unknown + confirmation.waiting > 0 || isDoubtful;
}

/** When the last call was answered, or sent if it has no answer. In ms since the epoch. */
function lastCallOf({ calls, created_at }: Evidenced): number {
  const times = calls.map((call) => call.answered_at ?? call.sent_at);
  return times.length > 0 ? Math.max(...times) : created_at;
}
