import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import type { Narrowing, Sorting } from '../../../core/console-api/model-group-queries.ts';
import {
  GroupVersionsPage,
  MAX_GROUPS_PER_PAGE,
  MAX_VERSIONS_PER_PAGE,
  MatchingVersions,
  type ModelGroup,
  ModelGroupPage,
  VERSIONS_PER_PAGE,
  type VersionRow,
} from '../../../core/console-api/model-groups.ts';
import { http, parseAnswer } from '../http/client.ts';
import { pathOf } from '../http/path-of.ts';
import { liveStaleTime } from '../live/live-status.ts';
import { addressOf } from '../prefetch/address-of.ts';
import { askAhead } from '../prefetch/prefetched.ts';
import { queryKeys } from './query-keys.ts';

export type { ModelGroup, VersionRow };

/** What a grouped list is of. */
export type ListedBy = { narrowing: Narrowing; sorting: Sorting };

declare module '@tanstack/react-query' {
  interface Register {
    /** A grouped list carries along what it is of, so that it can be read again from the cache alone. */
    queryMeta: { listedBy?: ListedBy };
  }
}

/** The grouped list, page after page. */
export function modelGroupsQuery(narrowing: Narrowing, sorting: Sorting) {
  return infiniteQueryOptions({
    queryKey: queryKeys.groups(narrowing, sorting),
    meta: { listedBy: { narrowing, sorting } },
    queryFn: async ({ pageParam, signal }) => {
      // The first page is to be there soon; who scrolls on has little time to wait for each of many.
      const next = pageParam !== null && { cursor: pageParam, limit: MAX_GROUPS_PER_PAGE };
      const params = { ...narrowing, ...sorting, ...next };
      return parseAnswer(ModelGroupPage, (await http.get('/api/model-groups', { params, signal })).data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: liveStaleTime,
  });
}

/** Asks for the first page of a list that is about to be shown, unless the cache has it. */
export function askForGroups(cache: QueryClient, narrowing: Narrowing, sorting: Sorting): void {
  const { queryKey } = modelGroupsQuery(narrowing, sorting);
  if (cache.getQueryData(queryKey) === undefined) {
    askAhead(addressOf('/api/model-groups', { ...narrowing, ...sorting }));
  }
}

/**
 * The summaries of those of these names that a list finds, and the total of all that it finds.
 *
 * @param names at most `GROUPS_PER_PAGE`.
 * @param until the place beyond which names are left out, as a page told it; null: none are.
 */
export async function readGroups(
  names: readonly string[],
  narrowing: Narrowing,
  sorting?: Sorting,
  until: string | null = null,
): Promise<ModelGroupPage> {
  const params = { names, ...narrowing, ...sorting, ...(until !== null && { until }) };
  return parseAnswer(ModelGroupPage, (await http.get('/api/model-groups', { params })).data);
}

/** How long a page of versions that nobody looks at any more is kept, in ms. */
const PAGE_KEPT = 30_000;

/** One page of a name's versions that match, counted from 0. */
export function versionsPageQuery(name: string, narrowing: Narrowing, page: number) {
  return queryOptions({
    queryKey: queryKeys.versionsPage(name, narrowing, page),
    queryFn: ({ signal }) =>
      readVersionsPage(name, narrowing, page * VERSIONS_PER_PAGE, VERSIONS_PER_PAGE, signal),
    gcTime: PAGE_KEPT,
    staleTime: liveStaleTime,
  });
}

/** The versions of one name that match, from one place (from 0) to another. */
export async function readVersions(
  name: string,
  narrowing: Narrowing,
  places: { from: number; to: number },
): Promise<VersionRow[]> {
  const versions: VersionRow[] = [];
  for (let offset = places.from; offset <= places.to; offset += MAX_VERSIONS_PER_PAGE) {
    const limit = Math.min(MAX_VERSIONS_PER_PAGE, places.to - offset + 1);
    versions.push(...(await readVersionsPage(name, narrowing, offset, limit)).versions);
  }
  return versions;
}

async function readVersionsPage(
  name: string,
  narrowing: Narrowing,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<GroupVersionsPage> {
  const path = pathOf('api', 'model-groups', name, 'versions');
  const params = { ...narrowing, offset, limit };
  const { data } = await http.get(path, { params, ...(signal && { signal }) });
  return parseAnswer(GroupVersionsPage, data);
}

/** The ids of everything that a narrowing finds, by name. */
export function matchingVersionsQuery(narrowing: Narrowing) {
  return queryOptions({
    queryKey: queryKeys.matchingVersions(narrowing),
    queryFn: async ({ signal }) => {
      const { data } = await http.get('/api/matching-versions', { params: narrowing, signal });
      return parseAnswer(MatchingVersions, data).names;
    },
    staleTime: 0,
    gcTime: 0,
  });
}
