import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries/session.ts';

/** The id of the project that the session is for. */
export function useProject(): string {
  return useQuery(sessionQuery).data?.project.id ?? '';
}
