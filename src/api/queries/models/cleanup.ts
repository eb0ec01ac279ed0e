import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import {
  Cleanup,
  CleanupSelection,
  type ExcludeBody,
  Exclusion,
  ExclusionPage,
  type IncludeQuery,
  SuggestedPage,
} from '../../../../core/console-api/models/cleanup.ts';
import type { CleanupSettings, Reason } from '../../../../core/housekeeping/suggest.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { liveStaleTime } from '../../live/live-status.ts';
import { queryKeys } from '../query-keys.ts';

/** How much can go, for each reason; what was said before stays until that is there. */
export function cleanupQuery(settings: CleanupSettings) {
  return queryOptions({
    queryKey: queryKeys.cleanup(settings),
    queryFn: async ({ signal }) =>
      parseAnswer(Cleanup, (await http.get('/api/cleanup', { params: settings, signal })).data),
    placeholderData: keepPreviousData,
    staleTime: liveStaleTime,
  });
}

/** What can go for a reason, the largest first, page after page. */
export function suggestedQuery(reason: Reason, settings: CleanupSettings) {
  return infiniteQueryOptions({
    queryKey: queryKeys.suggested(reason, settings),
    queryFn: async ({ pageParam, signal }) => {
      const params = { reason, ...settings, ...(pageParam !== null && { cursor: pageParam }) };
      return parseAnswer(SuggestedPage, (await http.get('/api/cleanup/versions', { params, signal })).data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (before, query) => (query?.queryKey.includes(reason) ? before : undefined),
    staleTime: liveStaleTime,
  });
}

/** Asks for the versions that a deletion is to be planned of: all of a reason, or what frees so many bytes. */
export function useSelectVersions() {
  return useMutation({
    mutationFn: async ({
      reason,
      settings,
      bytes,
    }: {
      reason: Reason;
      settings: CleanupSettings;
      bytes: number | undefined;
    }) => {
      const params = { reason, ...settings, ...(bytes !== undefined && { bytes }) };
      return parseAnswer(CleanupSelection, (await http.get('/api/cleanup/selection', { params })).data);
    },
  });
}

/** What is left out of suggestions, by name. */
export const exclusionsQuery = infiniteQueryOptions({
  queryKey: queryKeys.exclusions,
  queryFn: async ({ pageParam, signal }) => {
    const params = pageParam === null ? {} : { cursor: pageParam };
    return parseAnswer(ExclusionPage, (await http.get('/api/cleanup/exclusions', { params, signal })).data);
  },
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
  staleTime: liveStaleTime,
});

/** Leaves a version or a name out of suggestions. */
export function useExclude() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: ExcludeBody) =>
      parseAnswer(Exclusion, (await http.put('/api/cleanup/exclusions', body)).data),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.cleanups }),
  });
}

/** Takes that back. */
export function useInclude() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (of: IncludeQuery) => {
      await http.delete('/api/cleanup/exclusions', { params: of });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.cleanups }),
  });
}
