import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Point } from './timeline-layout.ts';

const point = fc.record({ at: fc.integer({ min: 1, max: 2e12 }), bytes: fc.integer({ min: 0, max: 1e12 }) });
const points = fc.array(point, { minLength: 1, maxLength: 60 });
const WIDTHS = fc.integer({ min: 280, max: 1600 });

describe('a timeline', () => {
  it('draws every version and deletion inside of its box, later ones further on', () => {
    fc.assert(
      fc.property(
        points,
        fc.array(fc.integer({ min: 1, max: 2e12 }), { maxLength: 9 }),
        WIDTHS,
        (of, gone, width) => {
          const { dots, crosses, ticks, height } = layOut(of, gone, width);
          expect([dots.length, crosses.length]).toEqual([of.length, gone.length]);
          for (const { x, y, radius } of dots) {
            expect(x - radius).toBeGreaterThanOrEqual(0);
            expect(x + radius).toBeLessThanOrEqual(width);
            expect(y - radius).toBeGreaterThanOrEqual(0);
            expect(y + radius).toBeLessThanOrEqual(height);
          }
          for (const x of [...crosses, ...ticks.map((tick) => tick.x)]) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(width);
          }
          const inTime = [...of.keys()].sort((a, b) => (of[a]?.at ?? 0) - (of[b]?.at ?? 0));
          const places = inTime.map((index) => dots[index]?.x ?? 0);
          expect(places).toEqual(places.toSorted((a, b) => a - b));
        },
      ),
    );
  });

  it('lets no two of a few dots lie over each other, even when they came at once', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 5 }), fc.boolean(), (of, isAtOnce) => {
        const all: Point[] = isAtOnce ? of.map(({ bytes }) => ({ at: 1, bytes })) : of;
        const { dots } = layOut(all, [], 800);
        for (const [index, dot] of dots.entries()) {
          for (const other of dots.slice(index + 1)) {
            const distance = Math.hypot(dot.x - other.x, dot.y - other.y);
            expect(distance).toBeGreaterThanOrEqual(dot.radius + other.radius);
          }
        }
      }),
    );
  });

  it('draws a larger version larger, and stands one alone in the middle', () => {
    const { dots } = layOut(
      [
        { at: 1, bytes: 10 },
        { at: 2, bytes: 90 },
      ],
      [],
      600,
    );
    expect(dots[1]?.radius).toBeGreaterThan(dots[0]?.radius ?? Number.NaN);
    expect(layOut([{ at: 5, bytes: 0 }], [], 600)).toMatchObject({
      dots: [{ x: 300 }],
      ticks: [{ x: 300, at: 5 }],
    });
  });

  it('holds two hundred versions of one moment in a height that fits a screen', () => {
    const all = Array.from({ length: 200 }, () => ({ at: 1, bytes: 5 }));
    expect(layOut(all, [], 600).height).toBeLessThan(160);
  });
});
