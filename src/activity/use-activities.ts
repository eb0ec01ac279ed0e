import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { activityQuery, newestActivityQuery } from '../api/queries/activity/activity.ts';
import type { ActivityFilters } from '../api/queries/activity/activity-filters.ts';
import { withNews } from './with-news.ts';

const NO_NEWS = { activities: [], next_cursor: null, people: null };

/**
 * What happened, page by page, with what happens meanwhile above it: what is read stays as it is, so that only the newest
 * is ever asked for again, however far down somebody reads.
 */
export function useActivities(filters: ActivityFilters) {
  const cache = useQueryClient();
  const list = useInfiniteQuery(activityQuery(filters));
  const isRead = list.isSuccess && !list.isPlaceholderData;
  const { data: newest } = useQuery({
    ...newestActivityQuery(filters),
    enabled: isRead,
    initialData: NO_NEWS,
  });
  const pages = list.data?.pages ?? [];
  const { activities, isGap } = withNews(
    pages.flatMap((page) => page.activities),
    isRead ? newest : NO_NEWS,
  );
  const beginAnew = useEffectEvent(() => {
    void cache.resetQueries({ queryKey: activityQuery(filters).queryKey, exact: true });
  });
  useEffect(() => {
    if (isGap) beginAnew();
  }, [isGap]);
  return { list, activities, people: newest.people ?? pages[0]?.people ?? [] };
}
