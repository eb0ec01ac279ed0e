import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import type { ModelFilters, Sorting } from '../../../../core/console-api/models/model-group-queries.ts';
import {
  GroupVersionsPage,
  MAX_GROUPS_PER_PAGE,
  MAX_VERSIONS_PER_PAGE,
  MatchingVersions,
  type ModelGroup,
  ModelGroupPage,
  VERSIONS_PER_PAGE,
  type VersionRow,
} from '../../../../core/console-api/models/model-groups.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { liveStaleTime } from '../../live/live-status.ts';
import { addressOf } from '../../prefetch/address-of.ts';
import type { ListQuery } from '../../prefetch/list-query.ts';
import { prefetchAhead } from '../../prefetch/prefetched.ts';
import { queryKeys } from '../query-keys.ts';

export type { ModelGroup, VersionRow };

declare module '@tanstack/react-query' {
  interface Register {
    /** A grouped list carries along what it is of, so that it can be read again from the cache alone. */
    queryMeta: { list?: ListQuery };
  }
}

/** The grouped list, page after page. */
export function modelGroupsQuery(filters: ModelFilters, sorting: Sorting) {
  return infiniteQueryOptions({
    queryKey: queryKeys.groups(filters, sorting),
    meta: { list: { filters, sorting } },
    queryFn: async ({ pageParam, signal }) => {
      // The first page is to be there soon; who scrolls on has little time to wait for each of many.
      const next = pageParam !== null && { cursor: pageParam, limit: MAX_GROUPS_PER_PAGE };
      const params = { ...filters, ...sorting, ...next };
      return parseAnswer(ModelGroupPage, (await http.get('/api/model-groups', { params, signal })).data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: liveStaleTime,
  });
}

/** Asks for the first page of a list that is about to be shown, unless the cache has it. */
export function askForGroups(cache: QueryClient, filters: ModelFilters, sorting: Sorting): void {
  const { queryKey } = modelGroupsQuery(filters, sorting);
  if (cache.getQueryData(queryKey) === undefined) {
    prefetchAhead(addressOf('/api/model-groups', { ...filters, ...sorting }));
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
  filters: ModelFilters,
  sorting?: Sorting,
  until: string | null = null,
): Promise<ModelGroupPage> {
  const params = { names, ...filters, ...sorting, ...(until !== null && { until }) };
  return parseAnswer(ModelGroupPage, (await http.get('/api/model-groups', { params })).data);
}

/** How long a page of versions that nobody looks at any more is kept, in ms. */
const PAGE_KEPT_MS = 30_000;

/** One page of a name's versions that match, counted from 0. */
export function versionsPageQuery(name: string, filters: ModelFilters, page: number) {
  return queryOptions({
    queryKey: queryKeys.versionsPage(name, filters, page),
    queryFn: ({ signal }) =>
      readVersionsPage(
        name,
        { ...filters, offset: page * VERSIONS_PER_PAGE, limit: VERSIONS_PER_PAGE },
        signal,
      ),
    gcTime: PAGE_KEPT_MS,
    staleTime: liveStaleTime,
  });
}

/** The versions of one name that match, from one place (from 0) to another. */
export async function readVersions(
  name: string,
  filters: ModelFilters,
  places: { from: number; to: number },
): Promise<VersionRow[]> {
  const versions: VersionRow[] = [];
  for (let offset = places.from; offset <= places.to; offset += MAX_VERSIONS_PER_PAGE) {
    const limit = Math.min(MAX_VERSIONS_PER_PAGE, places.to - offset + 1);
    versions.push(...(await readVersionsPage(name, { ...filters, offset, limit })).versions);
  }
  return versions;
}

/** So many (`limit`) of a name's versions that match, from a place (`offset`, from 0) on. */
async function readVersionsPage(
  name: string,
  params: ModelFilters & { offset: number; limit: number },
  signal?: AbortSignal,
): Promise<GroupVersionsPage> {
  const path = pathOf('api', 'model-groups', name, 'versions');
  const { data } = await http.get(path, { params, ...(signal && { signal }) });
  return parseAnswer(GroupVersionsPage, data);
}

/** The ids of everything that matches, by name. */
export function matchingVersionsQuery(filters: ModelFilters) {
  return queryOptions({
    queryKey: queryKeys.matchingVersions(filters),
    queryFn: async ({ signal }) => {
      const { data } = await http.get('/api/matching-versions', { params: filters, signal });
      return parseAnswer(MatchingVersions, data).names;
    },
    staleTime: 0,
    gcTime: 0,
  });
}
