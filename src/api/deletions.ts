import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isAxiosError } from 'axios';
import { DELETION_HEADER, OpenedDeletion } from '../../core/console/receipts.ts';
import type { Answer } from '../../core/deletion/answer.ts';
import type { Plan, PlannedCall } from '../../core/deletion/plan.ts';
import { type Ending, type RunEvent, runDeletion } from '../../core/deletion/run.ts';
import { http, parseAnswer } from './client.ts';
import { modelPath } from './models.ts';

/** How long one deletion call may take before its outcome counts as not known. In ms. */
const DELETE_TIMEOUT = 30_000;

/** What the mutation needs: the confirmed plan, and somebody who watches and may ask to stop. */
export type DeletionRun = {
  plan: Plan;
  onEvent: (event: RunEvent) => void;
  isStopRequested: () => boolean;
};

/**
 * Carries out a confirmed plan: opens its receipt, makes its calls, closes the receipt. Resolves to the receipt's
 * id. Fails only when no receipt could be opened, and then nothing was sent.
 */
export function useRunDeletion(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ plan, onEvent, isStopRequested }: DeletionRun): Promise<string> => {
      const deletionId = await openDeletion(plan);
      const deleteModel = (call: PlannedCall) => sendDelete(project, deletionId, call);
      for await (const event of runDeletion(plan, { deleteModel, isStopRequested })) {
        onEvent(event);
        if (event.event === 'ended') await endDeletion(deletionId, event.ending);
      }
      return deletionId;
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ['models'] });
      void cache.invalidateQueries({ queryKey: ['deletions'] });
    },
  });
}

async function openDeletion(plan: Plan): Promise<string> {
  const { data } = await http.post('/api/deletions', { plan });
  return parseAnswer(OpenedDeletion, data).deletion_id;
}

/** One DELETE, sent once. Whatever comes back is an answer, verbatim; so is nothing. */
async function sendDelete(project: string, deletionId: string, call: PlannedCall): Promise<Answer> {
  try {
    const { status, data } = await http.delete<string>(modelPath(project, call.model_id), {
      params: { cascade: call.cascade },
      headers: { [DELETION_HEADER]: deletionId },
      timeout: DELETE_TIMEOUT,
      responseType: 'text',
      transformResponse: (body: string) => body,
      // 401 takes the client's way: sign in again, then send it; every other status is the answer.
      validateStatus: (code) => code !== 401,
    });
    return { call, status, body: data };
  } catch (error) {
    const answer = isAxiosError<string>(error) ? error.response : undefined;
    if (answer) return { call, status: answer.status, body: answer.data };
    return { call, status: null, body: '', problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The receipt tells the truth without this; it only says how the run ended, so its failure is no failure of the run. */
async function endDeletion(deletionId: string, ending: Ending): Promise<void> {
  try {
    await http.post(`/api/deletions/${deletionId}/end`, { ending });
  } catch (error) {
    console.warn('The end of the run could not be noted on its receipt.', error);
  }
}
