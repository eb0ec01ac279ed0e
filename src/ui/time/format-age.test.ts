import { expect, it } from 'vitest';
import { formatAge } from './format-age.ts';

it.each([
  [-5_000, 'just now'],
  [0, 'just now'],
  [59_999, 'just now'],
  [60_000, '1 min ago'],
  [150_000, '2 min ago'],
  [3_600_000, '1 hr ago'],
  [86_400_000, '1 day ago'],
  [250_000_000, '2 days ago'],
])('says of %i ms: %s', (ms, said) => {
  expect(formatAge(ms)).toBe(said);
});
