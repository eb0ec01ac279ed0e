import { VERSIONS_PER_PAGE } from '../../../core/console-api/models/model-groups.ts';
import type { ModelGroup, VersionRow } from '../../api/queries/models/model-groups.ts';
import { layOut, type NameStretch, type TreeLayout } from './tree-layout.ts';

/** One line of the list. `key` stays the same while the thing it shows is the same; places count from 0. */
export type TreeRow =
  | { kind: 'group'; key: string; group: ModelGroup; isOpen: boolean }
  | { kind: 'version'; key: string; group: ModelGroup; version: VersionRow; place: number; outOf: number }
  | { kind: 'loading'; key: string; group: ModelGroup; place: number; outOf: number }
  | { kind: 'failed'; key: string; group: ModelGroup; place: number; error: unknown };

/** What is known of one page of a name's versions. */
export type KnownPage = { versions: readonly VersionRow[] | undefined; error: unknown };

/** The names of the list, and where each is among them. */
export type NameList = { groups: readonly ModelGroup[]; placeOf: ReadonlyMap<string, number> };

/** The lines of the list, each made when it is asked for. */
export type TreeRows = {
  length: number;
  at: (index: number) => TreeRow | undefined;
  /** Where a line is now that was somewhere before; a version that is gone, in its old place. -1: its name is gone. */
  indexOf: (row: TreeRow) => number;
  /** Where the name is that a line belongs to; -1 when it is gone. */
  indexOfName: (row: TreeRow) => number;
  /** The lines from one index to another, both included, name by name. */
  stretches: (from: number, to: number) => (NameStretch & { group: ModelGroup; lines: number })[];
  /** A version by its place under its name, when it was read. */
  versionAt: (name: string, place: number) => VersionRow | undefined;
};

/** Lays names and the versions of the open ones out as one list; versions that were not read have a line that waits. */
export function treeRows(
  { groups, placeOf }: NameList,
  open: ReadonlySet<string>,
  pageOf: (name: string, page: number) => KnownPage,
): TreeRows {
  const layout = layOut(groups.length, openNames(groups, placeOf, open, pageOf));
  const versionAt = (name: string, place: number) =>
    pageOf(name, pageOfPlace(place)).versions?.[place % VERSIONS_PER_PAGE];

  const at = (index: number): TreeRow | undefined => {
    const spot = layout.spotAt(index);
    const group = spot && groups[spot.name];
    if (!group) return undefined;
    const { model_name: name } = group;
    if (spot.place === undefined) {
      return { kind: 'group', key: `group ${name}`, group, isOpen: open.has(name) };
    }
    const { place } = spot;
    const version = versionAt(name, place);
    const where = { group, place, outOf: layout.linesUnder(spot.name) };
    if (version) return { kind: 'version', key: `version ${version.model_id}`, ...where, version };
    const { versions, error } = pageOf(name, pageOfPlace(place));
    if (error && !versions) return { kind: 'failed', key: `failed ${name} ${place}`, group, place, error };
    return { kind: 'loading', key: `loading ${name} ${place}`, ...where };
  };

  const indexOfName = ({ group }: TreeRow): number => {
    const name = placeOf.get(group.model_name);
    return name === undefined ? -1 : layout.indexOf({ name });
  };
  const indexOf = (row: TreeRow): number => {
    const lines = layout.linesUnder(placeOf.get(row.group.model_name) ?? -1);
    if (row.kind === 'group' || lines === 0) return indexOfName(row);
    const place = row.kind === 'version' ? placeNow(row.version, row.place, versionAt) : row.place;
    return indexOfName(row) + 1 + Math.min(place, lines - 1);
  };

  return {
    length: layout.length,
    at,
    indexOf,
    indexOfName,
    stretches: (from, to) => withGroups(layout, groups, layout.stretches(from, to)),
    versionAt,
  };
}

/** The page that a place is in. */
export function pageOfPlace(place: number): number {
  return Math.floor(place / VERSIONS_PER_PAGE);
}

function openNames(
  groups: readonly ModelGroup[],
  placeOf: NameList['placeOf'],
  open: ReadonlySet<string>,
  pageOf: (name: string, page: number) => KnownPage,
) {
  return [...open].flatMap((model_name) => {
    const name = placeOf.get(model_name) ?? -1;
    const group = groups[name];
    return group ? [{ name, lines: countLines(group, (page) => pageOf(model_name, page)) }] : [];
  });
}

/** As many as match, or what the last page tells when it was read: it may be newer. A name that failed has one line. */
function countLines({ matching }: ModelGroup, pageOf: (page: number) => KnownPage): number {
  const first = pageOf(0);
  if (first.error && !first.versions) return 1;
  const last = pageOfPlace(Math.max(matching - 1, 0));
  const { versions } = pageOf(last);
  return versions ? last * VERSIONS_PER_PAGE + versions.length : matching;
}

/** The place of a version: where it was, or what came or went before it has moved it a little. */
function placeNow(
  { model_id, model_name }: VersionRow,
  place: number,
  versionAt: TreeRows['versionAt'],
): number {
  const isThere = (at: number) => versionAt(model_name, at)?.model_id === model_id;
  if (isThere(place)) return place;
  for (let away = 1; away <= VERSIONS_PER_PAGE; away += 1) {
    if (isThere(place + away)) return place + away;
    if (place >= away && isThere(place - away)) return place - away;
  }
  return place;
}

function withGroups(layout: TreeLayout, groups: readonly ModelGroup[], stretches: readonly NameStretch[]) {
  return stretches.flatMap((stretch) => {
    const group = groups[stretch.name];
    return group ? [{ ...stretch, group, lines: layout.linesUnder(stretch.name) }] : [];
  });
}
