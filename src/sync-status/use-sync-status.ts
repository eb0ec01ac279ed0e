import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { toldLive } from '../api/live/live-status.ts';
import { syncStatusQuery } from '../api/queries/sync-status.ts';

/** How old what is shown of a remote registry is; only for a session that has one. */
export function useSyncStatus() {
  // While nothing is told, it is asked for; that is thought over when this is drawn anew.
  useSyncExternalStore(toldLive.subscribe, toldLive.getState);
  return useQuery(syncStatusQuery);
}
