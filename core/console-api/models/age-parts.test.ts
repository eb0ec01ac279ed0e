import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_AGE, momentOfAge, partsOfAge, writeAge } from './age-parts.ts';
import { AGE_SIDES, AGE_UNITS, isCreatedAge } from './created-age.ts';

const parts = fc.record({
  side: fc.constantFrom(...AGE_SIDES),
  count: fc.integer({ min: 1, max: MAX_AGE }),
  unit: fc.constantFrom(...AGE_UNITS),
});

it('an age is read as it was written', () => {
  fc.assert(
    fc.property(parts, (age) => {
      const written = writeAge(age);
      expect(isCreatedAge(written)).toBe(true);
      expect(partsOfAge(written)).toEqual(age);
    }),
  );
});

it.each([
  ['older-1m', '2026-03-31T10:30:00Z', '2026-02-28T10:30:00.000Z'],
  ['older-1m', '2024-03-30T10:30:00Z', '2024-02-29T10:30:00.000Z'],
  ['last-14m', '2026-01-15T00:00:00Z', '2024-11-15T00:00:00.000Z'],
  ['last-2w', '2026-03-10T00:00:00Z', '2026-02-24T00:00:00.000Z'],
  ['older-90d', '2026-11-29T12:00:00Z', '2026-08-31T12:00:00.000Z'],
] as const)('%s of %s is told from %s', (age, now, moment) => {
  expect(new Date(momentOfAge(partsOfAge(age), Date.parse(now))).toISOString()).toBe(moment);
});
