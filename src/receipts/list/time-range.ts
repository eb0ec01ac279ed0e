import { serverNow } from '../../api/prefetch/server-clock.ts';
import type { DeletionFilters } from '../../api/queries/deletions/receipt-filters.ts';

/** A stretch of days as the address has it: YYYY-MM-DD, both included, either absent. */
export type DayRange = { from?: string; to?: string };

/** The stretches that the menu offers, as days before today. */
export const RECENT_DAYS = { today: 0, week: 6, month: 29 } as const;

/** So many days up to today: by the clock that deletions are dated by, and the calendar of whoever looks. */
export function lastDays(before: number, now = new Date(serverNow())): { from: string } {
  return { from: toDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() - before)) };
}

/** The day before today, alone. */
export function yesterday(now = new Date(serverNow())): Required<DayRange> {
  const { from } = lastDays(1, now);
  return { from, to: from };
}

/** Whether a range can be asked for: its days exist, and it does not end before it begins. */
export function isRangeSound({ from, to }: DayRange): boolean {
  if ([from, to].some((day) => day !== undefined && startOf(day) === undefined)) return false;
  return from === undefined || to === undefined || from <= to;
}

/** The range as the API takes it, in ms since the epoch: from its first moment, before the day after its last. */
export function toMoments({ from, to }: DayRange): Pick<DeletionFilters, 'from' | 'to'> {
  const first = from === undefined ? undefined : startOf(from);
  const last = to === undefined ? undefined : startOf(to);
  return {
    ...(first && { from: String(first.getTime()) }),
    ...(last && { to: String(new Date(last).setDate(last.getDate() + 1)) }),
  };
}

/** The first moment of a day where the browser is; undefined when there is no such day. */
function startOf(day: string): Date | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)?.slice(1).map(Number);
  const [year = 0, month = 0, date = 0] = parts ?? [];
  const start = new Date(year, month - 1, date);
  return parts && toDay(start) === day ? start : undefined;
}

function toDay(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}
