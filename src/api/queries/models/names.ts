import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { GroupVersionsPage } from '../../../../core/console-api/models/model-groups.ts';
import { NamePage } from '../../../../core/console-api/models/name-page.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { liveStaleTime } from '../../live/live-status.ts';
import { queryKeys } from '../query-keys.ts';

/** A name: its versions summed up, and the newest of them. */
export function nameQuery(name: string) {
  return queryOptions({
    queryKey: queryKeys.name(name),
    queryFn: async ({ signal }) => {
      return parseAnswer(NamePage, (await http.get(pathOf('api', 'names', name), { signal })).data);
    },
    staleTime: liveStaleTime,
  });
}

/** Every version of a name, newest first, page after page. */
export function versionsOfNameQuery(name: string) {
  return infiniteQueryOptions({
    queryKey: queryKeys.versionsOneByOne(name),
    queryFn: async ({ pageParam, signal }) => {
      const params = pageParam === null ? {} : { cursor: pageParam };
      const { data } = await http.get(pathOf('api', 'model-groups', name, 'versions'), { params, signal });
      return parseAnswer(GroupVersionsPage, data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: liveStaleTime,
  });
}
