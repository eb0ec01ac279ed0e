import fc from 'fast-check';
import { expect, it } from 'vitest';
import { difference, intersect } from './server-clock.ts';

const HOUR_MS = 3_600_000;

/** What an answer tells whose gateway's clock is ahead by so much, that was asked for, dated and read at these moments. */
function told(ahead: number, [asked = 0, dated = 0, answered = 0]: readonly number[]) {
  const header = Math.floor((dated + ahead) / 1_000) * 1_000;
  return { from: header - answered, to: header + 1_000 - asked };
}

it('knows how far the clocks are apart to within a second and the time that an answer takes', () => {
  const moments = fc.tuple(fc.integer({ min: 1e12, max: 2e12 }), fc.nat(5_000), fc.nat(5_000));
  fc.assert(
    fc.property(
      fc.integer({ min: -48 * HOUR_MS, max: 48 * HOUR_MS }),
      fc.array(moments, { minLength: 1 }),
      (ahead, answers) => {
        const spans = answers.map(([asked, there, back]) =>
          told(ahead, [asked, asked + there, asked + there + back]),
        );
        const known = spans.reduce<ReturnType<typeof intersect> | undefined>(intersect, undefined);
        const widths = spans.map(({ from, to }) => to - from);
        expect(known && Math.abs(difference(known) - ahead)).toBeLessThanOrEqual(Math.min(...widths));
      },
    ),
  );
});

it('takes clocks for the same that may be', () => {
  expect(difference({ from: -300, to: 900 })).toBe(0);
  expect(difference({ from: 100, to: 900 })).toBe(500);
});

it('believes the newer answer when a clock was set in between', () => {
  expect(intersect({ from: -10, to: 20 }, { from: HOUR_MS, to: HOUR_MS + 5 })).toEqual({
    from: HOUR_MS,
    to: HOUR_MS + 5,
  });
});
