import { useQuery } from '@tanstack/react-query';
import { PERMISSIONS, type Permission } from '../../core/contract/roles.ts';
import { sessionQuery } from '../api/queries/session.ts';

/** Whether the person signed in may delete models. The server decides; this only spares a refusal. */
export function useMayDelete(): boolean {
  const { data: session } = useQuery(sessionQuery);
  const allowed: readonly Permission[] = session ? PERMISSIONS[session.role] : [];
  return allowed.includes('modelarts:model:delete');
}
