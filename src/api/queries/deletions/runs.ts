import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import { OpenedDeletion, ReceiptSummary } from '../../../../core/console-api/deletions/receipts.ts';
import { GracePeriods, type RunStart, RunVersions } from '../../../../core/console-api/deletions/runs.ts';
import type { Plan } from '../../../../core/deletion/plan.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { liveStaleTime } from '../../live/live-status.ts';
import { queryKeys } from '../query-keys.ts';

const CurrentRuns = z.object({ runs: z.array(ReceiptSummary) });

/** The runs of the project that are not over, and those that ended a short while ago; newest first. */
export const currentRunsQuery = queryOptions({
  queryKey: queryKeys.runs,
  queryFn: async ({ signal }) =>
    parseAnswer(CurrentRuns, (await http.get('/api/runs', { signal })).data).runs,
  staleTime: liveStaleTime,
});

/**
 * The versions of a name that runs are about to delete, each with its run.
 *
 * @param runs the ids of these runs: with others, others may go.
 */
export function runVersionsQuery(name: string, runs: readonly string[]) {
  return queryOptions({
    queryKey: queryKeys.runVersions(name, runs),
    queryFn: async ({ signal }) => {
      const { data } = await http.get('/api/runs/versions', { params: { name }, signal });
      return parseAnswer(RunVersions, data).versions;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How long a deletion can be taken back in the project. */
export const gracePeriodsQuery = queryOptions({
  queryKey: queryKeys.gracePeriods,
  queryFn: async ({ signal }) =>
    parseAnswer(GracePeriods, (await http.get('/api/settings/grace-periods', { signal })).data),
});

/** A confirmed plan, when it is to be carried out, and the dry run of a rule that found what is to go. */
type NewRun = { plan: Plan; start: RunStart; dryRunId?: string | undefined };

/**
 * Has the gateway carry a confirmed plan out. Resolves to the receipt's id. Fails only when no receipt could be opened, and
 * then nothing was sent.
 */
export function useStartRun() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ plan, start, dryRunId }: NewRun): Promise<string> => {
      const rule = dryRunId !== undefined && { dry_run_id: dryRunId };
      const { data } = await http.post('/api/runs', { plan, start, ...rule });
      return parseAnswer(OpenedDeletion, data).deletion_id;
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.runs });
      void cache.invalidateQueries({ queryKey: queryKeys.deletions });
      void cache.invalidateQueries({ queryKey: queryKeys.rules });
    },
  });
}

/** What is done to a run. */
export type RunAct =
  | { act: 'stop' | 'send-now' | 'take-over' | 'continue' }
  | { act: 'answer'; decision: 'go-on' | 'stop' }
  | { act: 'consent'; plan: Plan };

/** Does something to a run: anybody may who may delete in its project. */
export function useRunAct(deletionId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ act, ...body }: RunAct) => {
      await http.post(pathOf('api', 'runs', deletionId, act), body);
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.runs });
      void cache.invalidateQueries({ queryKey: queryKeys.deletions });
    },
  });
}

/** Sets how long a deletion can be taken back in the project. */
export function useSetGracePeriods() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (grace: GracePeriods) =>
      parseAnswer(GracePeriods, (await http.put('/api/settings/grace-periods', grace)).data),
    onSuccess: (grace) => cache.setQueryData(gracePeriodsQuery.queryKey, grace),
  });
}
