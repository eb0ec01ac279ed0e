import { useQuery } from '@tanstack/react-query';
import { isPermitted } from '../../core/contract/roles.ts';
import { sessionQuery } from '../api/queries/access/session.ts';

/** The id of the project that the session is for. */
export function useProject(): string {
  return useQuery(sessionQuery).data?.project.id ?? '';
}

/** Whether the person signed in may delete models. The server decides; this only spares a refusal. */
export function useMayDelete(): boolean {
  const { data: session } = useQuery(sessionQuery);
  return session != null && isPermitted(session.role, 'modelarts:model:delete');
}

/** The name of whoever is signed in. */
export function useUserName(): string {
  return useQuery(sessionQuery).data?.user.name ?? '';
}

/** Whether the registry is a remote one, of which the lists are as old as its last reading. */
export function useIsMirrored(): boolean {
  return useQuery(sessionQuery).data?.is_mirrored === true;
}

/** Where another console shows a service, with `{service_id}` for its id; null when that is not known. */
export function useServiceUrl(): string | null {
  return useQuery(sessionQuery).data?.service_url ?? null;
}
