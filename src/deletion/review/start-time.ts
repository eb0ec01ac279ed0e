import { MAX_DELAY_MS } from '../../../core/console-api/deletions/runs.ts';
import { m } from '../../messages/messages.js';
import { momentOf } from '../../ui/time/moment-of.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** So many hours ahead begins a deletion that is put off, unless it is said otherwise. */
export const USUAL_HOURS = 8;

/** Whole minutes after `now` (ms since the epoch), as the input has them, in the browser's time zone. */
export function inHours(hours: number, now: number): string {
  const at = new Date(Math.ceil((now + hours * HOUR_MS) / MINUTE_MS) * MINUTE_MS);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Why a deletion cannot begin then, in words; undefined where it can. `now` in ms since the epoch. */
export function whyNotThen(at: string, now: number): string | undefined {
  const moment = momentOf(at);
  if (moment === undefined) return m.later_no_time();
  if (moment <= now) return m.later_past();
  return moment > now + MAX_DELAY_MS ? m.later_too_far() : undefined;
}
