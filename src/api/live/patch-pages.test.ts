import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Sorting } from '../../../core/console-api/models/model-group-queries.ts';
import type { ModelGroup, ModelGroupPage } from '../../../core/console-api/models/model-groups.ts';
import { patchPages } from './patch-pages.ts';

const NAMES = ['A', 'AlexNet', 'Z', '_', '-', '0', '10', '9', 'a', 'a_b', 'a-b', 'ab', 'pose', 'posenet'];

const group: fc.Arbitrary<ModelGroup> = fc.record({
  model_name: fc.constantFrom(...NAMES),
  versions: fc.nat(3),
  matching: fc.nat(3),
  model_size: fc.nat(3),
  matching_size: fc.nat(3),
  statuses: fc.constant({}),
  model_types: fc.constant([]),
  services: fc.nat(3),
  latest_version: fc.constant('1.0.0'),
  latest_create_at: fc.nat(3),
});
const registry = fc.uniqueArray(group, { selector: (one) => one.model_name });
const sorting = fc.record({
  sort: fc.constantFrom('name', 'versions', 'size', 'created'),
  order: fc.constantFrom('asc', 'desc'),
});

it('makes of pages that were read what would be read now, however names came, went and changed', () => {
  fc.assert(
    fc.property(
      registry,
      registry,
      fc.subarray(NAMES),
      sorting,
      fc.integer({ min: 1, max: 4 }),
      fc.nat(5),
      (before, others, names, by, size, more) => {
        const changed = new Set(names);
        const after = [
          ...before.filter((one) => !changed.has(one.model_name)),
          ...others.filter((one) => changed.has(one.model_name)),
        ];
        const sorted = sort(before, by);
        const pages = Array.from({ length: more + 1 }, (_, nth) => sorted.slice(nth * size, (nth + 1) * size))
          .filter((groups, nth) => nth === 0 || groups.length > 0)
          .map((groups) => pageOf(groups, before));
        const end = (more + 1) * size < sorted.length ? sorted[(more + 1) * size - 1] : undefined;
        const isWithin = (one: ModelGroup) =>
          end === undefined || sort([one, end], by)[0] === one || isSamePlace(one, end, by);
        const read = sort(after, by).filter(isWithin);
        const now = pageOf(
          read.filter((one) => changed.has(one.model_name)),
          after,
        );
        const patched = patchPages(pages, changed, now, by);
        expect(patched.flatMap((page) => page.groups)).toEqual(read);
        expect(patched.length).toBe(pages.length);
        expect(patched[0]?.total).toEqual(now.total);
      },
    ),
    { numRuns: 2_000 },
  );
});

it('leaves pages alone in which nothing changed', () => {
  const pages = [pageOf([named('a'), named('b')], []), pageOf([named('c')], [])];
  const patched = patchPages(pages, new Set(['c']), pageOf([], []), { sort: 'name', order: 'asc' });
  expect(patched[0]?.groups).toBe(pages[0]?.groups);
  expect(patched[1]?.groups).toEqual([]);
});

function named(model_name: string): ModelGroup {
  const [one] = fc.sample(group, 1);
  if (!one) throw new Error('No sample came.');
  return { ...one, model_name };
}

function pageOf(groups: ModelGroup[], all: readonly ModelGroup[]): ModelGroupPage {
  const total = { names: all.length, versions: 0, model_size: 0, is_at_least: false };
  return { groups, next_cursor: null, total, is_empty_registry: all.length === 0 };
}

/** As the gateway does it: names by their bytes. */
function sort(groups: readonly ModelGroup[], { sort: by, order }: Sorting): ModelGroup[] {
  const sign = order === 'asc' ? 1 : -1;
  return groups.toSorted((a, b) => sign * (columnOf(a, by) - columnOf(b, by) || byBytes(a, b)));
}

/** Byte by byte; they are as long as they need to be, so the shorter one of two with the same beginning is first. */
function byBytes(a: ModelGroup, b: ModelGroup): number {
  const [ours, theirs] = [a, b].map((one) => [...new TextEncoder().encode(one.model_name)]);
  const at = ours?.findIndex((byte, nth) => byte !== theirs?.[nth]) ?? -1;
  return at < 0 ? (ours?.length ?? 0) - (theirs?.length ?? 0) : (ours?.[at] ?? 0) - (theirs?.[at] ?? -1);
}

function columnOf(one: ModelGroup, by: string): number {
  return by === 'versions'
    ? one.versions
    : by === 'size'
      ? one.model_size
      : by === 'created'
        ? one.latest_create_at
        : 0;
}

function isSamePlace(a: ModelGroup, b: ModelGroup, { sort: by }: Sorting): boolean {
  return a.model_name === b.model_name && columnOf(a, by) === columnOf(b, by);
}
