import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addUp, type GrowthSpan, heightOf, layOut, OTHERS } from './growth-layout.ts';

const WEEK = 7 * 24 * 3_600_000;
const TYPES = ['Custom', 'PyTorch', 'Image', 'MXNet', 'Caffe', 'XGBoost', 'TensorFlow', 'MindSpore'];

function spanOf(place: number, sizes: Record<string, number>, deletions = 0): GrowthSpan {
  const types = Object.entries(sizes).map(([type, model_size]) => [type, { versions: 1, model_size }]);
  return {
    from: place * WEEK,
    to: (place + 1) * WEEK,
    created: '2026-01-05..2026-01-12',
    types: Object.fromEntries(types),
    ...{ deletions, freed: deletions * 10, unsized: 0 },
  };
}

const spans = fc
  .array(fc.dictionary(fc.constantFrom(...TYPES), fc.integer({ min: 0, max: 1e12 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((all) => all.map((sizes, place) => spanOf(place, sizes)));

describe('growth', () => {
  it('adds up to all that there is, and at no point to less than before', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const { points, layers } = addUp(all);
        const totals = points.map(({ total }) => total);
        expect(totals).toEqual(totals.toSorted((one, other) => one - other));
        const sizes = all.flatMap(({ types }) => Object.values(types).map(({ model_size }) => model_size));
        expect(totals.at(-1)).toBe(sizes.reduce((sum, size) => sum + size, 0));
        expect(layers.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('has the least of many types as one layer, and six of six', () => {
    const sizes = (count: number) =>
      Object.fromEntries(TYPES.slice(0, count).map((type, place) => [type, 100 - place]));
    expect(addUp([spanOf(0, sizes(6))]).layers).toEqual(TYPES.slice(0, 6));
    expect(addUp([spanOf(0, sizes(8))])).toMatchObject({
      layers: [...TYPES.slice(0, 5), OTHERS],
      points: [{ total: 0 }, { bytes: [100, 99, 98, 97, 96, 95 + 94 + 93] }],
    });
  });
});

describe('its shapes', () => {
  it('are within the width, from the first moment to the last, and a place finds its point', () => {
    const growth = addUp([spanOf(0, { Custom: 5 }), spanOf(1, {}), spanOf(2, { Image: 7 })]);
    const { areas, axis, xOf, pointAt } = layOut(growth, 500);
    expect(areas.map(({ layer }) => layer)).toEqual(['Image', 'Custom']);
    expect([xOf(0), xOf(3 * WEEK)]).toEqual([axis.left, axis.right]);
    expect(growth.points.map(({ at }) => pointAt(xOf(at) + 1))).toEqual([0, 1, 2, 3]);
    expect([pointAt(-100), pointAt(900)]).toEqual([0, 3]);
  });

  it('have marks below the axis where something was deleted, and room for them only then', () => {
    const still = addUp([spanOf(0, { Custom: 5 })]);
    const moved = addUp([spanOf(0, { Custom: 5 }), spanOf(1, {}, 3)]);
    expect(layOut(still, 500).marks).toEqual([]);
    const { marks, axis } = layOut(moved, 500);
    expect(marks).toHaveLength(1);
    expect(marks.every(({ y, x }) => y > axis.y && x >= axis.left)).toBe(true);
    expect(heightOf(moved)).toBeGreaterThan(heightOf(still));
  });
});
