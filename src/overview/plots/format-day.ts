import { LOCALE } from '../../ui/text/format.ts';

/** Weeks begin and end in UTC, so their days are told in it: `23 Nov 2026`. */
const DAY = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat(LOCALE, { month: 'short', timeZone: 'UTC' });
const YEAR = new Intl.DateTimeFormat(LOCALE, { year: 'numeric', timeZone: 'UTC' });
const DAY_OF_MONTH = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** The day that a week ends with, which is over at the time told. In ms since the epoch. */
export function formatDay(end: number): string {
  return DAY.format(end - 1);
}

/** A tick of an axis of time, as short as can be: a year where one begins, a month where one begins, or a day. */
export function formatTick(at: number): string {
  const date = new Date(at);
  if (date.getUTCDate() !== 1) return DAY_OF_MONTH.format(at);
  return date.getUTCMonth() === 0 ? YEAR.format(at) : MONTH.format(at);
}
