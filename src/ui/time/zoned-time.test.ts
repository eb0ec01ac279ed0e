import { expect, it } from 'vitest';
import { formatLocal, formatUtc } from './zoned-time.ts';

const AT = Date.UTC(2026, 10, 24, 14, 3, 22);

it('says a moment in UTC, and that it does', () => {
  expect(formatUtc(AT)).toBe('24 Nov 2026, 14:03:22 UTC');
});

it('says a moment where one is with the zone', () => {
  expect(formatLocal(AT)).toMatch(/^2\d Nov 2026, \d\d:\d\d:22 \S+$/);
});
