import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Activity } from '../../core/console-api/activity.ts';
import { activityQuery, newestActivityQuery } from '../api/queries/activity.ts';
import type { ActivityFilters } from '../api/queries/activity-filters.ts';

/**
 * What happened, page by page, with what happens meanwhile above it: what is read stays as it is, so that only the newest
 * is ever asked for again, however far down somebody reads.
 */
export function useActivities(filters: ActivityFilters) {
  const cache = useQueryClient();
  const list = useInfiniteQuery(activityQuery(filters));
  const { data: news } = useQuery({
    ...newestActivityQuery(filters),
    enabled: list.isSuccess && !list.isPlaceholderData,
    initialData: { activities: [], next_cursor: null, people: null },
  });
  const read = list.data?.pages.flatMap((page) => page.activities) ?? [];
  const fresh = list.isPlaceholderData ? [] : freshOf(news.activities, read);
  // More happened than a page has room for: what is between is not known.
  const isGap =
    read.length > 0 &&
    fresh.length > 0 &&
    fresh.length === news.activities.length &&
    news.next_cursor !== null;
  const key = JSON.stringify(filters);
  useEffect(() => {
    if (isGap) void cache.resetQueries({ queryKey: activityQuery(JSON.parse(key)).queryKey, exact: true });
  }, [isGap, cache, key]);
  const people = news.people ?? list.data?.pages[0]?.people ?? [];
  return { list, people, activities: isGap ? read : [...fresh, ...read] };
}

function freshOf(newest: readonly Activity[], read: readonly Activity[]): Activity[] {
  const known = read[0]?.activity_id ?? 0;
  return newest.filter(({ activity_id }) => activity_id > known);
}
