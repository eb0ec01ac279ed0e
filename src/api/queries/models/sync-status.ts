import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { SyncStatus } from '../../../../core/console-api/live/sync-status.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { liveStaleTime, toldLive } from '../../live/live-status.ts';
import { refreshNames } from '../../live/refresh-lists.ts';
import { queryKeys } from '../query-keys.ts';

/** How often it is asked how far a reading has come, while that is not told. In ms. */
const POLL_EVERY_MS = 2_000;

/** How old the lists of a remote registry are, and how its reading goes on. A registry of our own has none of this. */
export const syncStatusQuery = queryOptions({
  queryKey: queryKeys.mirror,
  queryFn: async ({ signal, client }): Promise<SyncStatus> => {
    const before = client.getQueryData(syncStatusQuery.queryKey);
    const now = parseAnswer(SyncStatus, (await http.get('/api/mirror', { signal })).data);
    // Another reading means other lists, of which nobody tells just now.
    if (!toldLive.getState() && before && before.read_at !== now.read_at) refreshNames(client, 'any');
    return now;
  },
  staleTime: liveStaleTime,
  refetchInterval: ({ state }) => (!toldLive.getState() && state.data?.reading ? POLL_EVERY_MS : false),
});

/** How old what is shown of a remote registry is; only for a session that has one. */
export function useSyncStatus() {
  // While nothing is told, it is asked for; that is thought over when this is drawn anew.
  useSyncExternalStore(toldLive.subscribe, toldLive.getState);
  return useQuery(syncStatusQuery);
}

/** Has the remote registry read anew. */
export function useReadAnew() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => http.post('/api/mirror/refresh'),
    onSettled: () => cache.invalidateQueries({ queryKey: syncStatusQuery.queryKey }),
  });
}
