import { MAX_LISTED_NAMES } from '../../../core/console-api/models/versions-of-names.ts';
import { joinLists, type ListedNames, listNames } from '../../../core/contract/listed-names.ts';
import type { VersionsOfName } from '../../../core/contract/versions-of-name.ts';
import { listSome, listVersions } from '../../api/queries/models/models.ts';

/** Where names are listed: before a remote registry each is asked for by itself, wherever it is asked. */
export type Listed = { project: string; isRemote: boolean };

/** Fewer names than this are listed as any client of the registry would. */
const MANY = 20;

/**
 * Every version of these names as the registry has them now, each name by itself or, where they are many, a hundred together.
 *
 * @param onListed hears of each name that is listed.
 */
export async function listNamesNow(
  { project, isRemote }: Listed,
  names: readonly string[],
  { signal, onListed }: { signal: AbortSignal; onListed: (count: number) => void },
): Promise<ListedNames> {
  const listOne = async (name: string) => {
    signal.throwIfAborted();
    const list = await listVersions(project, name, signal);
    onListed(1);
    return list;
  };
  if (isRemote || names.length < MANY) return listNames(names, listOne);
  const lists: VersionsOfName[] = [];
  while (lists.length < names.length) {
    const some = await listSome(names.slice(lists.length, lists.length + MAX_LISTED_NAMES), signal);
    onListed(some.length);
    lists.push(...some);
    // It has too many versions for an answer: it is read page by page.
    const next = names[lists.length];
    if (some.length === 0 && next !== undefined) lists.push(await listOne(next));
  }
  return joinLists(names, lists);
}
