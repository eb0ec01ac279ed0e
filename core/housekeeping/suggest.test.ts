import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CleanupFacts, cutoffsOf, reasonsFor, USUAL_SETTINGS, undecidedFor } from './suggest.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-11-29T15:00:00Z');
const day = (at: number | undefined) => new Date(at ?? 0).toISOString();

const nothing: CleanupFacts = {
  isFailed: false,
  create_at: NOW,
  place: 1,
  isCopy: false,
  isComparable: true,
  name: { isUsed: true, latest_create_at: NOW, earliest_create_at: NOW },
};

describe('where a figure ends', () => {
  it('is at the beginning of a day in UTC, as many before the present one', () => {
    const { failed, old, idle } = cutoffsOf(USUAL_SETTINGS, NOW);
    expect([failed, old, idle].map(day)).toEqual([
      '2026-10-30T00:00:00.000Z',
      '2025-11-29T00:00:00.000Z',
      '2026-05-29T00:00:00.000Z',
    ]);
  });

  it('is the last day of a month that has no such day', () => {
    const at = Date.parse('2026-03-31T01:00:00Z');
    expect(day(cutoffsOf({ ...USUAL_SETTINGS, old_months: 1 }, at).old)).toBe('2026-02-28T00:00:00.000Z');
    expect(day(cutoffsOf({ ...USUAL_SETTINGS, old_months: 13 }, at).old)).toBe('2025-02-28T00:00:00.000Z');
  });

  it('takes nothing too early', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3650 }), fc.nat(2_000_000_000_000), (days, now) => {
        expect(cutoffsOf({ ...USUAL_SETTINGS, failed_days: days }, now).failed).toBeLessThanOrEqual(
          now - days * DAY,
        );
      }),
    );
  });
});

describe('the reasons', () => {
  const of = (facts: Partial<CleanupFacts>, settings = USUAL_SETTINGS) =>
    reasonsFor({ ...nothing, ...facts }, settings, NOW);
  const name = { isUsed: false, latest_create_at: NOW - 400 * DAY, earliest_create_at: NOW - 900 * DAY };

  it('are as many as are true', () => {
    expect(of({})).toEqual([]);
    expect(of({ isFailed: true, create_at: NOW - 31 * DAY })).toEqual(['failed']);
    expect(of({ place: 11 })).toEqual(['not-in-newest']);
    const all = { isFailed: true, create_at: NOW - 400 * DAY, place: 51, isCopy: true, name };
    expect(of(all)).toEqual(['failed', 'not-in-newest', 'old', 'copy', 'idle']);
  });

  it('are none of what is not known, which is told', () => {
    const unknown: Partial<CleanupFacts> = {
      ...{ isFailed: true, create_at: 0, place: undefined, isComparable: false },
      name: { ...name, earliest_create_at: 0 },
    };
    expect(of(unknown)).toEqual([]);
    expect(undecidedFor({ ...nothing, ...unknown }, USUAL_SETTINGS)).toHaveLength(5);
    // That a name is not used is known without any date.
    const anyTime = { ...USUAL_SETTINGS, idle_months: 0 };
    expect(of(unknown, anyTime)).toEqual(['idle']);
    expect(undecidedFor({ ...nothing, ...unknown }, anyTime)).not.toContain('idle');
  });
});
