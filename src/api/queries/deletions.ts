import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { GROUPS_PER_PAGE } from '../../../core/console-api/model-groups.ts';
import { type EndDeletionBody, OpenedDeletion } from '../../../core/console-api/receipts.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { type RunEvent, runDeletion } from '../../../core/deletion/run.ts';
import { http, parseAnswer, RefusedError } from '../http/client.ts';
import { pathOf } from '../http/path-of.ts';
import { NoAnswerError } from '../http/send.ts';
import { OWN_DELETION_TIMEOUT_MS, REMOTE_TIMEOUTS_MS } from '../http/timeouts.ts';
import { refreshNames } from '../live/refresh-lists.ts';
import { BASE } from '../prefetch/base.ts';
import { queryKeys } from './query-keys.ts';
import { browserEffects, type RunWatcher } from './run-effects.ts';
import { sessionQuery } from './session.ts';

/** What the mutation needs: the confirmed plan, and somebody who watches. */
export type DeletionRun = { plan: Plan; onEvent: (event: RunEvent) => void; watcher: RunWatcher };

/**
 * Carries out a confirmed plan: opens its receipt, makes its calls, closes the receipt. Resolves to the receipt's
 * id. Fails only when no receipt could be opened, and then nothing was sent.
 */
export function useRunDeletion(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ plan, onEvent, watcher }: DeletionRun): Promise<string> => {
      const deletionId = await openDeletion(plan);
      const letGo = keepReceiptOpen(deletionId);
      try {
        const route = { project, deletionId, timeout: deletionTimeout(cache) };
        for await (const event of runDeletion(plan, browserEffects(route, watcher))) {
          onEvent(event);
          if (event.event === 'ended') await endDeletion(deletionId, event);
        }
      } finally {
        letGo();
      }
      return deletionId;
    },
    onSettled: (_id, _error, { plan }) => {
      const names = new Set(plan.affected.map((version) => version.model_name));
      refreshNames(cache, names.size > GROUPS_PER_PAGE ? 'any' : names);
      void cache.invalidateQueries({ queryKey: queryKeys.deletions });
    },
  });
}

function deletionTimeout(cache: QueryClient): number {
  const isRemote = cache.getQueryData(sessionQuery.queryKey)?.is_mirrored === true;
  return isRemote ? REMOTE_TIMEOUTS_MS.deletion : OWN_DELETION_TIMEOUT_MS;
}

async function openDeletion(plan: Plan): Promise<string> {
  const { data } = await http.post('/api/deletions', { plan });
  return parseAnswer(OpenedDeletion, data).deletion_id;
}

/** Between the tries to note the end of a run: a gateway that stops is replaced in seconds. In ms. */
const WAITS_MS = [250, 500, 1_000, 2_000];

/**
 * Notes how a run ended. The first ending stays, so it is safe to tell it again. The receipt tells the truth without
 * it, and soon says that the run was cut off, so its failure is no failure of the run.
 */
async function endDeletion(deletionId: string, { ending, reason }: EndDeletionBody): Promise<void> {
  const body = { ending, ...(reason && { reason }) };
  for (const wait of [...WAITS_MS, undefined]) {
    try {
      await http.post(endPath(deletionId), body);
      return;
    } catch (error) {
      if (wait === undefined || !mayPass(error)) {
        console.warn('The end of the run could not be noted on its receipt.', error);
        return;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Whether a later try may succeed: nothing was answered, or that something is wrong on the other side. */
function mayPass(error: unknown): boolean {
  return error instanceof NoAnswerError || (error instanceof RefusedError && error.answer.status >= 500);
}

/** How often the receipt is told that its run goes on. In ms. */
const SIGN_OF_LIFE_MS = 15_000;

/**
 * While a run goes on: tells its receipt so, asks before the page is left, and when it is left all the same tells the
 * receipt that the run is cut off. Returns what ends this.
 */
function keepReceiptOpen(deletionId: string): () => void {
  const alive = setInterval(() => {
    http.post(pathOf('api', 'deletions', deletionId, 'alive')).catch(() => undefined);
  }, SIGN_OF_LIFE_MS);
  const warn = (event: BeforeUnloadEvent) => event.preventDefault();
  const cutOff = () => {
    const body = JSON.stringify({ ending: 'interrupted' } satisfies EndDeletionBody);
    navigator.sendBeacon(BASE + endPath(deletionId), new Blob([body], { type: 'application/json' }));
  };
  window.addEventListener('beforeunload', warn);
  window.addEventListener('pagehide', cutOff);
  return () => {
    clearInterval(alive);
    window.removeEventListener('beforeunload', warn);
    window.removeEventListener('pagehide', cutOff);
  };
}

function endPath(deletionId: string): string {
  return pathOf('api', 'deletions', deletionId, 'end');
}
