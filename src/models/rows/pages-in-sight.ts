import { pageOfPlace, type TreeRows } from './tree-rows.ts';

/** One page of a name's versions. */
export type VersionsPage = { name: string; page: number };

/** So many lines before and after those in sight are read as well: about two screens. */
const AHEAD = 50;

/** The pages of versions that the lines from one index to another need, those around them, and the active line. */
export function pagesInSight(rows: TreeRows, from: number, to: number, active: number): VersionsPage[] {
  const around = pagesOf(rows, from - AHEAD, to + AHEAD);
  const isElsewhere = (page: VersionsPage) => around.every((other) => !isSame(page, other));
  return [...around, ...pagesOf(rows, active, active).filter(isElsewhere)];
}

function pagesOf(rows: TreeRows, from: number, to: number): VersionsPage[] {
  return rows.stretches(from, to).flatMap(({ group, places }) => {
    if (!places) return [];
    const first = pageOfPlace(places.from);
    const count = pageOfPlace(places.to) - first + 1;
    return Array.from({ length: count }, (_, nth) => ({ name: group.model_name, page: first + nth }));
  });
}

function isSame(a: VersionsPage, b: VersionsPage): boolean {
  return a.name === b.name && a.page === b.page;
}
