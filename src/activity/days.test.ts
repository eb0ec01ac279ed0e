import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Activity } from '../../core/console-api/activity/activity.ts';
import { byDay, foldRepeats } from './days.ts';

const ZONES = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati'];
const DAY_MS = 24 * 3_600_000;
const NOW = Date.UTC(2026, 10, 29, 12);

const activity: fc.Arbitrary<Activity> = fc.record({
  activity_id: fc.nat(),
  at: fc.integer({ min: NOW - 40 * DAY_MS, max: NOW }),
  kind: fc.constantFrom('created', 'created', 'deleted'),
  actor: fc.constantFrom('ann', 'bob'),
  subject: fc.constantFrom('pose', 'other'),
  count: fc.constant(1),
  facts: fc.record({ versions: fc.constantFrom(['1.0.0'], ['2.0.0']) }),
});

it('puts everything under the day that it is where it is read, once, and calls the last two by name', () => {
  fc.assert(
    fc.property(fc.array(activity), fc.constantFrom(...ZONES), fc.nat(DAY_MS), (log, timeZone, later) => {
      const newestFirst = log.toSorted((a, b) => b.at - a.at);
      const now = NOW + later;
      const days = byDay(newestFirst, now, timeZone);
      const dates = days.map(({ date }) => date);
      expect(dates).toEqual([...new Set(dates)].toSorted().toReversed());
      expect(days.every(({ activities }) => activities.length > 0)).toBe(true);
      expect(sum(days.flatMap(({ activities }) => activities))).toBe(log.length);
      const dateIn = (at: number) =>
        new Intl.DateTimeFormat('en-GB', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' })
          .format(at)
          .split('/')
          .toReversed()
          .join('-');
      for (const { date, activities, called } of days) {
        for (const { at } of activities) expect(dateIn(at)).toBe(date);
        expect(called === 'today').toBe(date === dateIn(now));
      }
    }),
  );
});

it('calls the day before today yesterday, also where that had 23 or 25 hours', () => {
  const on = (at: number, now: number, timeZone: string) =>
    byDay(
      [{ activity_id: 1, at, kind: 'deleted', actor: '', subject: '', count: 1, facts: {} }],
      now,
      timeZone,
    )[0]?.called;
  // Clocks are set back in Berlin on 25 October 2026, and forward on 29 March.
  expect(on(Date.UTC(2026, 9, 24, 22, 30), Date.UTC(2026, 9, 26, 22, 30), 'Europe/Berlin')).toBe('yesterday');
  expect(on(Date.UTC(2026, 2, 28, 23, 30), Date.UTC(2026, 2, 30, 21, 30), 'Europe/Berlin')).toBe('yesterday');
  expect(on(Date.UTC(2026, 9, 24, 21, 30), Date.UTC(2026, 9, 26, 22, 30), 'Europe/Berlin')).toBe('another');
});

it('folds versions that somebody created one after another, and loses none', () => {
  fc.assert(
    fc.property(fc.array(activity), (log) => {
      const folded = foldRepeats(log);
      expect(sum(folded)).toBe(log.length);
      expect(folded.flatMap(({ facts }) => facts.versions)).toEqual(
        log.flatMap(({ facts }) => facts.versions),
      );
      for (const [index, one] of folded.entries()) {
        const next = folded[index + 1];
        const isSame = next?.subject === one.subject && next.actor === one.actor && next.kind === one.kind;
        expect(isSame && one.kind === 'created').toBe(false);
      }
    }),
  );
});

function sum(activities: readonly Activity[]): number {
  return activities.reduce((all, { count }) => all + count, 0);
}
