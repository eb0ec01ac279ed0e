import type { Activity } from '../../core/console-api/activity/activity.ts';
import { kept } from '../ui/text/format.ts';

/** What happened on one day, newest first. */
export type Day = {
  /** As `2026-11-29`. */
  date: string;
  called: 'today' | 'yesterday' | 'another';
  activities: Activity[];
};

/**
 * Puts what happened under its days, as they are where it is read.
 *
 * @param now by the gateway's clock, in ms since the epoch.
 * @param timeZone that of the browser, if left out.
 */
export function byDay(activities: readonly Activity[], now: number, timeZone?: string): Day[] {
  const today = dateOf(now, timeZone);
  const yesterday = dayBefore(today);
  const called = (date: string) => (date === today ? 'today' : date === yesterday ? 'yesterday' : 'another');
  // Clocks of several gateways differ: what was written later may have happened before.
  const days = Map.groupBy(activities, ({ at }) => dateOf(at, timeZone));
  return [...days].map(([date, on]) => ({ date, called: called(date), activities: foldRepeats(on) }));
}

/** The day of a moment, as `2026-11-29`. */
function dateOf(at: number, timeZone?: string): string {
  return dayFormat(timeZone ?? '').format(at);
}

/** Sweden writes dates as ISO 8601 does. */
const dayFormat = kept(
  (timeZone: string) =>
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', ...(timeZone !== '' && { timeZone }) }),
);

/** By the calendar, as days have 23 and 25 hours too. */
function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 24 * 3_600_000).toISOString().slice(0, 10);
}

/** Versions of one name that somebody created one after another, as one: a build that pushes is one line. */
export function foldRepeats(activities: readonly Activity[]): Activity[] {
  const folded: Activity[] = [];
  for (const activity of activities) {
    const last = folded.at(-1);
    if (last && isRepeat(last, activity)) folded[folded.length - 1] = together(last, activity);
    else folded.push(activity);
  }
  return folded;
}

function isRepeat(last: Activity, next: Activity): boolean {
  if (last.kind !== 'created' || next.kind !== 'created' || next.subject === '') return false;
  return (
    last.subject === next.subject && last.actor === next.actor && last.facts.is_seen === next.facts.is_seen
  );
}

/** The newer one stands for both. */
function together(newer: Activity, older: Activity): Activity {
  const versions = [...(newer.facts.versions ?? []), ...(older.facts.versions ?? [])];
  const bytes = (newer.facts.bytes ?? 0) + (older.facts.bytes ?? 0);
  const facts = { ...newer.facts, versions, ...(bytes > 0 && { bytes }) };
  return { ...newer, count: newer.count + older.count, facts };
}
