import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Activity } from '../../core/console-api/activity/activity.ts';
import { withNews } from './with-news.ts';

const PAGE = 5;

/** So many, newest first. */
function log(length: number): Activity[] {
  return Array.from({ length }, (_, index) => ({
    activity_id: 10 * (length - index),
    at: 0,
    kind: 'created',
    actor: '',
    subject: '',
    count: 1,
    facts: {},
  }));
}

it('shows all that happened since above what was read, or says that more happened than it knows', () => {
  const seen = { gaps: 0, news: 0 };
  fc.assert(
    fc.property(fc.nat(20), fc.nat(12), fc.integer({ min: 1, max: 4 }), (before, more, pages) => {
      const now = log(before + more);
      const read = now.slice(more, more + pages * PAGE);
      const newest = { activities: now.slice(0, PAGE), next_cursor: now.length > PAGE ? 'cursor' : null };
      const { activities, isGap } = withNews(read, newest);
      expect(isGap).toBe(now.length > PAGE && more >= PAGE);
      expect(activities).toEqual(isGap ? read : now.slice(0, more + read.length));
      seen.gaps += Number(isGap);
      seen.news += Number(!isGap && more > 0);
    }),
  );
  expect(seen.gaps).toBeGreaterThan(10);
  expect(seen.news).toBeGreaterThan(10);
});
