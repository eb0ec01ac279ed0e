import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries/session.ts';

/** Where another console shows a service, with `{service_id}` for its id; null when that is not known. */
export function useServiceUrl(): string | null {
  return useQuery(sessionQuery).data?.service_url ?? null;
}
