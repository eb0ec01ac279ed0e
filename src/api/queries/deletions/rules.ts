import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type Decided,
  DecidedNames,
  DryRun,
  SavedRule,
  SavedRules,
} from '../../../../core/console-api/deletions/rules.ts';
import { MatchingVersions } from '../../../../core/console-api/models/model-groups.ts';
import type { Rule } from '../../../../core/housekeeping/rule.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { addressOf } from '../../prefetch/address-of.ts';
import { BASE } from '../../prefetch/base.ts';
import { queryKeys } from '../query-keys.ts';

/** The rules of the project, by name. */
export const rulesQuery = queryOptions({
  queryKey: queryKeys.rules,
  queryFn: async ({ signal }) =>
    parseAnswer(SavedRules, (await http.get('/api/rules', { signal })).data).rules,
});

/** What a dry run said: it never changes. */
export function dryRunQuery(id: string) {
  return queryOptions({
    queryKey: queryKeys.dryRun(id),
    queryFn: async ({ signal }) => parseAnswer(DryRun, (await http.get(dryRunPath(id), { signal })).data),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a dry run decided, name by name, page after page. */
export function decidedNamesQuery(id: string, show: Decided) {
  return infiniteQueryOptions({
    queryKey: queryKeys.decidedNames(id, show),
    queryFn: async ({ pageParam, signal }) => {
      const params = { show, ...(pageParam !== null && { after: pageParam }) };
      return parseAnswer(DecidedNames, (await http.get(`${dryRunPath(id)}/names`, { params, signal })).data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The versions that a dry run would delete, as many as one deletion takes. */
export function useVersionsToDelete(id: string) {
  return useMutation({
    mutationFn: async () =>
      parseAnswer(MatchingVersions, (await http.get(`${dryRunPath(id)}/candidates`)).data).names,
  });
}

/** Where a dry run is downloaded. */
export function exportDryRunPath(id: string, format: 'csv' | 'json'): string {
  return BASE + addressOf(`${dryRunPath(id)}/export`, { format });
}

/** Adds a rule, or changes the one of an id. */
export function useSaveRule() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ ruleId, rule }: { ruleId: string | undefined; rule: Rule }) => {
      const body = { rule };
      const { data } = await (ruleId === undefined
        ? http.post('/api/rules', body)
        : http.put(pathOf('api', 'rules', ruleId), body));
      return parseAnswer(SavedRule, data);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.rules }),
  });
}

/** Removes a rule. */
export function useRemoveRule() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (ruleId: string) => http.delete(pathOf('api', 'rules', ruleId)),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.rules }),
  });
}

function dryRunPath(id: string): string {
  return pathOf('api', 'dry-runs', id);
}
