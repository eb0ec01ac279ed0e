import { useQuery } from '@tanstack/react-query';
import type { SyncStatus } from '../../core/console-api/sync-status.ts';
import { queryKeys } from '../api/queries/query-keys.ts';
import { useIsMirrored } from '../session/session-hooks.ts';

/**
 * Whether a model that no service is known to use is not in use; of a remote registry that is not always so. It is looked
 * at here and asked for by the line that says how old the list is: a registry of our own needs none of it.
 */
export function useAreServicesKnown(): boolean {
  const { data: mirror } = useQuery<SyncStatus>({ queryKey: queryKeys.mirror, enabled: false });
  return !useIsMirrored() || mirror?.are_services_known === true;
}
