import { expect, it } from 'vitest';
import { isTime } from './format.ts';

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
