import { expect, it } from 'vitest';
import { formatDuration, isTime } from './format.ts';

it.each([[undefined], [0], [-1], [Number.NaN], [Number.POSITIVE_INFINITY], [1e20]])(
  'takes %d for no time at all',
  (at) => {
    expect(isTime(at)).toBe(false);
  },
);

it.each([[1], [1_683_072_000_000], [8.64e15]])('takes %d for a time', (at) => {
  expect(isTime(at)).toBe(true);
  expect(new Date(at).toISOString()).toContain('T');
});

it.each([
  [400, '0.4s'],
  [12_000, '12s'],
  [89_000, '89s'],
  [90_000, '1.5m'],
  [89 * 60_000, '89m'],
  [5 * 3_600_000, '5h'],
  [24 * 3_600_000, '24h'],
  [72 * 3_600_000, '3d'],
])('says of %i ms: %s', (ms, said) => {
  expect(formatDuration(ms)).toBe(said);
});
