import { notifyManager, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { SyncStatus } from '../../core/console-api/live/sync-status.ts';
import { queryKeys } from '../api/queries/query-keys.ts';
import { useIsMirrored } from '../session/session-hooks.ts';

/**
 * Whether a model that no service is known to use is not in use; of a remote registry that is not always so. It is looked
 * at here and asked for by the line that says how old the list is: a registry of our own needs none of it.
 */
export function useAreServicesKnown(): boolean {
  const cache = useQueryClient();
  const subscribe = useCallback(
    (onChange: () => void) => cache.getQueryCache().subscribe(notifyManager.batchCalls(onChange)),
    [cache],
  );
  const areKnown = useSyncExternalStore(
    subscribe,
    () => cache.getQueryData<SyncStatus>(queryKeys.mirror)?.are_services_known === true,
  );
  return !useIsMirrored() || areKnown;
}
