import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import {
  ActivityPage,
  FeedAddress,
  FeedState,
} from '../../../../core/console-api/activity/activity-requests.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { liveStaleTime } from '../../live/live-status.ts';
import { addressOf } from '../../prefetch/address-of.ts';
import { BASE } from '../../prefetch/base.ts';
import { queryKeys } from '../query-keys.ts';
import type { ActivityFilters } from './activity-filters.ts';

/** What happened, newest first, page after page. What was read stays true, as nothing in the log is ever changed. */
export function activityQuery(filters: ActivityFilters) {
  return infiniteQueryOptions({
    queryKey: queryKeys.activities(filters),
    queryFn: ({ pageParam, signal }) => readPage(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The newest of it, read again whenever something is told to have happened. */
export function newestActivityQuery(filters: ActivityFilters) {
  return queryOptions({
    queryKey: queryKeys.newestActivities(filters),
    queryFn: ({ signal }) => readPage(filters, null, signal),
    staleTime: liveStaleTime,
  });
}

async function readPage(
  filters: ActivityFilters,
  cursor: string | null,
  signal: AbortSignal,
): Promise<ActivityPage> {
  const params = { ...filters, ...(cursor !== null && { cursor }) };
  return parseAnswer(ActivityPage, (await http.get('/api/activity', { params, signal })).data);
}

/** Where all that matches is downloaded. */
export function exportActivityPath(filters: ActivityFilters, format: 'csv' | 'json'): string {
  return BASE + addressOf('/api/activity/export', { ...filters, format });
}

/** When one's own address of the feed was made; null where there is none. */
export const feedQuery = queryOptions({
  queryKey: queryKeys.activityFeed,
  queryFn: async ({ signal }) =>
    parseAnswer(FeedState, (await http.get('/api/activity/feed', { signal })).data).created_at,
});

/** Makes an address of the feed, in place of the one that there was. */
export function useMakeFeed() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async () => parseAnswer(FeedAddress, (await http.post('/api/activity/feed')).data).address,
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.activityFeed }),
  });
}

/** Ends one's own address of the feed. */
export function useRevokeFeed() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => http.delete('/api/activity/feed'),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.activityFeed }),
  });
}
