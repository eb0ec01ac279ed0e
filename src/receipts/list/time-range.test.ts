import { describe, expect, it } from 'vitest';
import { isRangeSound, lastDays, toMoments, yesterday } from './time-range.ts';

describe('a range of days', () => {
  it('begins with the first moment of its first day and ends with the last of its last', () => {
    expect(toMoments({ from: '2026-11-24', to: '2026-11-24' })).toEqual({
      from: String(new Date(2026, 10, 24).getTime()),
      to: String(new Date(2026, 10, 25).getTime()),
    });
  });

  it('is open where nothing is said', () => {
    expect(toMoments({})).toEqual({});
    expect(toMoments({ to: '2026-12-31' })).toEqual({ to: String(new Date(2027, 0, 1).getTime()) });
  });

  it.each([
    [{ from: '2026-11-25', to: '2026-11-24' }, false],
    [{ from: '2026-11-24', to: '2026-11-24' }, true],
    [{ from: '2026-02-30' }, false],
    [{ to: 'yesterday' }, false],
    [{}, true],
  ])('%j is sound: %s', (range, isSound) => {
    expect(isRangeSound(range)).toBe(isSound);
  });

  it('is yesterday alone, also where that is in another month, or a day of another length', () => {
    expect(yesterday(new Date(2026, 11, 1, 0, 30))).toEqual({ from: '2026-11-30', to: '2026-11-30' });
    expect(yesterday(new Date(2026, 2, 30, 0, 30))).toEqual({ from: '2026-03-29', to: '2026-03-29' });
  });

  it('of the last days begins so many days ago', () => {
    expect(lastDays(6, new Date(2026, 10, 24, 12))).toEqual({ from: '2026-11-18' });
  });
});
