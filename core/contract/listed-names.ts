import type { ModelListItem } from './model.ts';
import { someAtOnce } from './some-at-once.ts';
import type { UnreadableRow, VersionsOfName } from './versions-of-name.ts';

/** A list that came short: how many rows came, and how many more were promised; none where a page did not come. */
export type ShortList = { name: string; came: number; missing: number };

/** Every version of some names, and rows of the lists of which nobody knows whose they are. */
export type ListedNames = {
  listed: ModelListItem[];
  unreadable: UnreadableRow[];
  /** The names whose lists are known to lack something: they may have versions beside those listed. */
  unsure: ReadonlySet<string>;
  /** Of these, those of which rows did not come that the registry promised, or a page. */
  short: readonly ShortList[];
};

/** How many names are listed at the same time. */
const LISTS_AT_ONCE = 6;

/**
 * Every version of these names: what a deletion is planned from.
 *
 * @param listVersions lists one name; its errors come through.
 */
export async function listNames(
  names: readonly string[],
  listVersions: (name: string) => Promise<VersionsOfName>,
): Promise<ListedNames> {
  return joinLists(names, await someAtOnce(names, LISTS_AT_ONCE, listVersions));
}

/** What the lists of names, in the order of these, come to. */
export function joinLists(names: readonly string[], lists: readonly VersionsOfName[]): ListedNames {
  return {
    listed: lists.flatMap((list) => list.versions),
    unreadable: lists.flatMap((list) => list.unreadable),
    unsure: new Set(names.filter((_, place) => lists[place]?.isWhole === false)),
    short: names.flatMap((name, place) => shortList(name, lists[place])),
  };
}

function shortList(name: string, list: VersionsOfName | undefined): ShortList[] {
  // A list in which rows could not be read lacks no others: what is wrong with those is told.
  const isShort = list && !list.isWhole && (list.missing > 0 || list.unreadable.length === 0);
  return isShort ? [{ name, came: list.came, missing: list.missing }] : [];
}
