import type { Query, QueryClient } from '@tanstack/react-query';
import type { ListQuery } from '../prefetch/list-query.ts';
import { modelGroupsQuery, readGroups } from '../queries/models/model-groups.ts';
import { queryKeys } from '../queries/query-keys.ts';
import { patchPages } from './patch-pages.ts';

/** So many pages of a list are read again, one after another, when anything may have changed: two thousand names. */
const PAGES_READ_AGAIN = 10;

/** Brings the lists of names up to date after some of the names changed: by one small request for each list on screen. */
export async function patchGroups(cache: QueryClient, names: ReadonlySet<string>): Promise<void> {
  await Promise.all(
    groupLists(cache).map(async (list) => {
      if (!list.query.isActive()) return readAgain(cache, list, 1);
      try {
        await patchList(cache, list, names);
      } catch {
        // What changed is known no more; the list says itself what is wrong when it cannot be read either.
        await readAgain(cache, list, PAGES_READ_AGAIN);
      }
    }),
  );
}

/** Brings the lists of names up to date when anything may have changed: their first pages stay, and are read again. */
export async function rereadGroups(cache: QueryClient): Promise<void> {
  await Promise.all(
    groupLists(cache).map((list) => readAgain(cache, list, list.query.isActive() ? PAGES_READ_AGAIN : 1)),
  );
}

type GroupList = ListQuery & { query: Query };

function groupLists(cache: QueryClient): GroupList[] {
  return cache
    .getQueryCache()
    .findAll({ queryKey: queryKeys.groupLists })
    .flatMap((query) => (query.meta?.list ? [{ query, ...query.meta.list }] : []));
}

async function readAgain(cache: QueryClient, { filters, sorting }: GroupList, most: number): Promise<void> {
  const { queryKey } = modelGroupsQuery(filters, sorting);
  await cache.cancelQueries({ queryKey, exact: true });
  cache.setQueryData(
    queryKey,
    (now) => now && { pages: now.pages.slice(0, most), pageParams: now.pageParams.slice(0, most) },
  );
  await cache.invalidateQueries({ queryKey, exact: true });
}

async function patchList(cache: QueryClient, list: GroupList, names: ReadonlySet<string>): Promise<void> {
  const { query, filters, sorting } = list;
  const { queryKey } = modelGroupsQuery(filters, sorting);
  for (;;) {
    // Pages that are on their way would be put beside those from before the patch.
    await untilIdle(cache, query);
    const before = cache.getQueryData(queryKey);
    if (!before) return;
    const until = before.pages.at(-1)?.next_cursor ?? null;
    const now = await readGroups([...names], filters, sorting, until);
    // What came meanwhile may be newer: then the names are read once more.
    if (isIdle(query) && cache.getQueryData(queryKey) === before) {
      cache.setQueryData(queryKey, { ...before, pages: patchPages(before.pages, names, now, sorting) });
      return;
    }
  }
}

function isIdle(query: Query): boolean {
  return query.state.fetchStatus === 'idle';
}

function untilIdle(cache: QueryClient, query: Query): Promise<void> {
  return new Promise((resolve) => {
    if (isIdle(query)) return resolve();
    const stop = cache.getQueryCache().subscribe(() => {
      if (!isIdle(query)) return;
      stop();
      resolve();
    });
  });
}
