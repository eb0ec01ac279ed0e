import { serverNow } from '../api/prefetch/server-clock.ts';
import type { ReceiptSummary } from '../api/queries/deletions/receipts.ts';
import { m } from '../messages/messages.js';
import { phaseWord } from '../runs/phase-word.ts';
import { formatCount } from '../ui/text/format.ts';
import { formatAge } from '../ui/time/format-age.ts';

/** How a deletion went and when, and where it is if it goes on: `28 of 31 deleted · 2 min ago`. */
export function headlineOf({ counts, planned, created_at, run, ending }: ReceiptSummary): string {
  const deleted = m.headline_deleted({
    deleted: formatCount(counts.deleted),
    planned: formatCount(planned),
  });
  const phase = run && run.phase !== 'over' ? [phaseWord(run.phase)] : [];
  const end = ending === 'cancelled' ? [m.cancelled_title()] : [];
  return [...phase, ...end, deleted, formatAge(serverNow() - created_at)].join(' · ');
}

/** What it was about: the name, or the first of several and how many more. */
export function namesInWords([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} ${m.and_more({ count: formatCount(others.length) })}`;
}
