import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERSIONS_PER_PAGE } from '../../../core/console-api/models/model-groups.ts';
import type { ModelGroup, VersionRow } from '../../api/queries/models/model-groups.ts';
import { selectLines } from '../selection/select-lines.ts';
import { countSelection, isVersionSelected, NOTHING_SELECTED } from '../selection/selection.ts';
import { pagesInSight } from './pages-in-sight.ts';
import { type KnownPage, type TreeRow, treeRows } from './tree-rows.ts';

const group = (model_name: string, versions: number): ModelGroup => ({
  model_name,
  versions,
  matching: versions,
  model_size: versions,
  matching_size: versions,
  statuses: {},
  model_types: [],
  services: 0,
  latest_version: '1.0.0',
  latest_create_at: 0,
});
const version = (model_name: string, place: number): VersionRow => ({
  model_id: `${model_name}-${place}`,
  model_name,
  model_version: '1.0.0',
  model_size: 1,
  services: [],
});
const GROUPS = [group('a', 3), group('b', 250), group('c', 0), group('d', 120)];
const NAMES = { groups: GROUPS, placeOf: new Map(GROUPS.map((one, place) => [one.model_name, place])) };
const UNKNOWN: KnownPage = { versions: undefined, error: null };

/** A page as it is read from a registry; `inserted` newer versions came before those that were there. */
const read = (name: string, page: number, inserted = 0): KnownPage => {
  const count = NAMES.groups.find((one) => one.model_name === name)?.versions ?? 0;
  const first = page * VERSIONS_PER_PAGE;
  const length = Math.min(VERSIONS_PER_PAGE, Math.max(count + inserted - first, 0));
  const versions = Array.from({ length }, (_, nth) => version(name, first + nth - inserted));
  return { versions, error: null };
};

const opens = fc.subarray(['a', 'b', 'c', 'd', 'gone']).map((names) => new Set(names));
const pages = fc.func<[string, number], boolean>(fc.boolean());
const known = fc.tuple(opens, pages).map(([open, isRead]) => ({
  rows: treeRows(NAMES, open, (name, page) => (isRead(name, page) ? read(name, page) : UNKNOWN)),
  isRead,
}));
const all = (rows: { length: number; at: (index: number) => TreeRow | undefined }) =>
  Array.from({ length: rows.length }, (_, index) => rows.at(index)).filter((row) => row !== undefined);

describe('the lines of the list', () => {
  it('are as many, whatever of them was read, and each is found again where it is', () => {
    fc.assert(
      fc.property(known, ({ rows }) => {
        const lines = all(rows);
        expect(lines).toHaveLength(rows.length);
        expect(lines.map((row) => rows.indexOf(row))).toEqual(lines.map((_, index) => index));
        expect(new Set(lines.map((row) => row.key)).size).toBe(lines.length);
      }),
    );
  });

  it('show a version where it was read, and wait where it was not', () => {
    const rows = treeRows(NAMES, new Set(['b']), (name, page) => (page === 1 ? read(name, page) : UNKNOWN));
    expect(rows.at(2 + 99)).toMatchObject({ kind: 'loading', place: 99, outOf: 250 });
    expect(rows.at(2 + 100)).toMatchObject({ kind: 'version', place: 100, version: { model_id: 'b-100' } });
    expect(rows.at(2 + 200)).toMatchObject({ kind: 'loading', place: 200 });
  });

  it('keep the keyboard on a version that newer ones have moved, and in its place when it is gone', () => {
    const before = treeRows(NAMES, new Set(['b']), read);
    const row = before.at(2 + 97);
    const after = treeRows(NAMES, new Set(['b']), (name, page) => read(name, page, 5));
    expect(row && after.at(after.indexOf(row))).toMatchObject({ version: { model_id: 'b-97' }, place: 102 });
    const unread = treeRows(NAMES, new Set(['b']), () => UNKNOWN);
    expect(row && unread.indexOf(row)).toBe(2 + 97);
    const closed = treeRows(NAMES, new Set(), read);
    expect(row && closed.indexOf(row)).toBe(1);
  });

  it('say in one line that a name could not be read, and how many there are when its end was read', () => {
    const error = new Error('no answer');
    const failed = treeRows(NAMES, new Set(['b']), () => ({ versions: undefined, error }));
    expect([failed.length, failed.at(2)?.kind, failed.at(3)?.key]).toEqual([5, 'failed', 'group c']);
    const grown = treeRows(NAMES, new Set(['b']), (name, page) => read(name, page, 7));
    expect(grown.length).toBe(4 + 257);
  });

  it('need only the pages in sight and around, however long the list is', () => {
    fc.assert(
      fc.property(known, fc.nat(400), fc.nat(25), fc.nat(400), ({ rows }, from, more, active) => {
        const needed = pagesInSight(rows, from, from + more, active);
        const keys = needed.map(({ name, page }) => `${page} ${name}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const index of [from, from + more, active]) {
          const row = rows.at(index);
          if (!row || row.kind === 'group') continue;
          const page = Math.floor(row.place / VERSIONS_PER_PAGE);
          expect(needed).toContainEqual({ name: row.group.model_name, page });
        }
      }),
    );
  });
});

describe('picking a range of lines', () => {
  it('ticks what a plain walk over its lines would, once what was not read has been', () => {
    fc.assert(
      fc.property(known, fc.nat(400), fc.integer({ min: 1, max: 400 }), ({ rows }, from, more) => {
        const lines = { from, to: from + more };
        const { selection, toRead } = selectLines(NOTHING_SELECTED, rows, lines, true);
        const later = toRead.flatMap(({ group: { model_name }, places }) =>
          Array.from(
            { length: places.to - places.from + 1 },
            (_, nth) => version(model_name, places.from + nth).model_id,
          ),
        );
        const picked = all(rows).slice(from, from + more + 1);
        const closed = picked.flatMap((row) =>
          row.kind === 'group' && !isOpen(rows, row) ? [row.group] : [],
        );
        const plain = new Set([
          ...closed.flatMap((one) =>
            Array.from({ length: one.versions }, (_, place) => `${one.model_name}-${place}`),
          ),
          ...picked.flatMap((row) =>
            row.kind === 'group' ? [] : [version(row.group.model_name, row.place).model_id],
          ),
        ]);
        const everything = GROUPS.flatMap((one) =>
          Array.from({ length: one.versions }, (_, place) => version(one.model_name, place)),
        );
        const ticked = everything.filter(
          (one) => isVersionSelected(selection, one) || later.includes(one.model_id),
        );
        expect(new Set(ticked.map((one) => one.model_id))).toEqual(plain);
      }),
    );
  });

  it('describes a name that is in it as a whole, and reads nothing for it', () => {
    const rows = treeRows(NAMES, new Set(['b']), () => UNKNOWN);
    const { selection, toRead } = selectLines(NOTHING_SELECTED, rows, { from: 1, to: 251 }, true);
    expect(toRead).toEqual([]);
    expect(countSelection(selection).versions).toBe(250);
    expect(selection.names.get('b')?.models.size).toBe(0);
  });
});

function isOpen(
  rows: { at: (index: number) => TreeRow | undefined; indexOf: (row: TreeRow) => number },
  row: TreeRow,
) {
  const next = rows.at(rows.indexOf(row) + 1);
  return next !== undefined && next.kind !== 'group';
}
