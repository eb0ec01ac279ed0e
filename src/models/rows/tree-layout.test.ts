import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Spot } from './tree-layout.ts';

/** How many lines each name has under it; none while it is closed. */
const lists = fc.array(fc.option(fc.nat(12), { nil: undefined, freq: 2 }), { maxLength: 30 });
type List = readonly (number | undefined)[];

const layOutList = (list: List) =>
  layOut(
    list.length,
    list.flatMap((lines, name) => (lines === undefined ? [] : [{ name, lines }])),
  );

/** The same list, line after line. */
const flatten = (list: List): Spot[] =>
  list.flatMap((lines, name) => [
    { name },
    ...Array.from({ length: lines ?? 0 }, (_, place) => ({ name, place })),
  ]);

describe('the layout of the list', () => {
  it('shows at each index what the flattened list has there, and nothing beyond it', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const layout = layOutList(list);
        const flat = flatten(list);
        expect(layout.length).toBe(flat.length);
        expect(flat.map((_, index) => layout.spotAt(index))).toEqual(flat);
        expect([layout.spotAt(-1), layout.spotAt(flat.length)]).toEqual([undefined, undefined]);
      }),
    );
  });

  it('finds each line again at its index', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const layout = layOutList(list);
        for (const [index, spot] of flatten(list).entries()) expect(layout.indexOf(spot)).toBe(index);
      }),
    );
  });

  it('tells how many lines each name has under it', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const layout = layOutList(list);
        expect(list.map((_, name) => layout.linesUnder(name))).toEqual(list.map((lines) => lines ?? 0));
      }),
    );
  });

  it('cuts any stretch into names, with exactly the lines that the flattened list has in it', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: -2, max: 200 }), fc.nat(200), (list, from, more) => {
        const stretches = layOutList(list).stretches(from, from + more);
        const lines = stretches.flatMap(({ name, hasOwnLine, places }): Spot[] => [
          ...(hasOwnLine ? [{ name }] : []),
          ...(places
            ? Array.from({ length: places.to - places.from + 1 }, (_, nth) => ({
                name,
                place: places.from + nth,
              }))
            : []),
        ]);
        expect(lines).toEqual(flatten(list).slice(Math.max(from, 0), Math.max(from + more + 1, 0)));
        expect(new Set(stretches.map((stretch) => stretch.name)).size).toBe(stretches.length);
      }),
    );
  });

  it('does not care in which order the names were opened', () => {
    const open = [
      { name: 4, lines: 2 },
      { name: 1, lines: 3 },
    ];
    expect(layOut(6, open).spotAt(9)).toEqual({ name: 4, place: 1 });
  });
});
