import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  HeldVersionsPage,
  type ServiceFilters,
  ServicePage,
  type ServiceSorting,
  ServiceSummary,
} from '../../../../core/console-api/models/services.ts';
import { http, isRefusedWith, parseAnswer } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { liveStaleTime } from '../../live/live-status.ts';
import { queryKeys } from '../query-keys.ts';

/** The list of services, page after page. */
export function servicesQuery(filters: ServiceFilters, sorting: ServiceSorting) {
  return infiniteQueryOptions({
    queryKey: queryKeys.serviceList(filters, sorting),
    queryFn: async ({ pageParam, signal }) => {
      const params = { ...filters, ...sorting, ...(pageParam !== null && { cursor: pageParam }) };
      return parseAnswer(ServicePage, (await http.get('/api/services', { params, signal })).data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: liveStaleTime,
  });
}

/** One service; null when there is none, or none any more. */
export function serviceQuery(id: string) {
  return queryOptions({
    queryKey: queryKeys.service(id),
    queryFn: async ({ signal }) => {
      try {
        return parseAnswer(ServiceSummary, (await http.get(servicePath(id), { signal })).data);
      } catch (error) {
        if (isRefusedWith(404, error)) return null;
        throw error;
      }
    },
    staleTime: liveStaleTime,
  });
}

/** The versions that a service holds, page after page. */
export function heldVersionsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: queryKeys.heldVersions(id),
    queryFn: async ({ pageParam, signal }) => {
      const params = pageParam === null ? {} : { cursor: pageParam };
      const { data } = await http.get(`${servicePath(id)}/versions`, { params, signal });
      return parseAnswer(HeldVersionsPage, data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: liveStaleTime,
  });
}

function servicePath(id: string): string {
  return pathOf('api', 'services', id);
}
