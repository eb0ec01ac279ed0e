import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_TRIES, waitAfter } from './pace.ts';

const DAY_MS = 24 * 3_600_000;

it('waits longer after each try, a day and a bit at most, and gives up after twelve', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: MAX_TRIES, maxLength: MAX_TRIES }),
      (chances) => {
        const waits = chances.map((chance, nth) => waitAfter(nth + 1, chance));
        expect(waits.at(-1)).toBeUndefined();
        const known = waits.slice(0, -1).map((wait) => wait ?? Number.NaN);
        expect(known).toHaveLength(11);
        expect(Math.min(...known)).toBeGreaterThanOrEqual(8_000);
        expect(Math.max(...known)).toBeLessThanOrEqual(1.2 * DAY_MS);
        const growing = known.slice(0, 9);
        expect(growing).toEqual(growing.toSorted((one, other) => one - other));
        const sum = known.reduce((one, other) => one + other);
        expect(sum).toBeGreaterThan(2 * DAY_MS);
        expect(sum).toBeLessThan(4 * DAY_MS);
      },
    ),
  );
});
