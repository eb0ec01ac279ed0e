import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  FoundProtections,
  type ProtectBody,
  type ProtectionSubject,
} from '../../../../core/console-api/models/protections.ts';
import { Protection } from '../../../../core/deletion/protection.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { refreshNames } from '../../live/refresh-lists.ts';
import { queryKeys } from '../query-keys.ts';

/** What is protected of these names now. */
export function protectionsQuery(names: readonly string[]) {
  return queryOptions({
    queryKey: queryKeys.protectionsOf(names),
    queryFn: async ({ signal }) => {
      const { data } = await http.post('/api/protections/find', { names }, { signal });
      return parseAnswer(FoundProtections, data).protections;
    },
    staleTime: 0,
    gcTime: 0,
  });
}

/**
 * Protects a version or a name.
 *
 * @param name of what: lists that show it are read again.
 */
export function useProtect(name: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: ProtectBody) =>
      parseAnswer(Protection, (await http.put('/api/protections', body)).data),
    onSettled: () => refreshNames(cache, new Set([name])),
  });
}

/** Lifts the protection of a version or a name; `name` as for `useProtect`. */
export function useLiftProtection(name: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (of: ProtectionSubject) => {
      await http.delete('/api/protections', { params: of });
    },
    onSettled: () => refreshNames(cache, new Set([name])),
  });
}
