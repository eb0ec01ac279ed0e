import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries/session.ts';

/** Whether the registry is a remote one, of which the lists are as old as its last reading. */
export function useIsMirrored(): boolean {
  return useQuery(sessionQuery).data?.is_mirrored === true;
}
