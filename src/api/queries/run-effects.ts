import { Receipt } from '../../../core/console-api/receipt.ts';
import { DELETION_HEADER } from '../../../core/console-api/receipts.ts';
import type { ModelId } from '../../../core/contract/model.ts';
import type { Answer, Call } from '../../../core/deletion/answer.ts';
import type { RunEffects } from '../../../core/deletion/run.ts';
import { http, parseAnswer, RefusedError, UnreadableAnswerError } from '../http/client.ts';
import { pathOf } from '../http/path-of.ts';
import type { Answer as HttpAnswer } from '../http/send.ts';
import { serverNow } from '../prefetch/server-clock.ts';
import { listVersions, modelPath } from './models.ts';

/** Versions that nobody confirmed, in words: their version numbers. */
export type Added = { name: string; versions: readonly string[] };

/** Who watches a run, and may stop it. */
export type RunWatcher = {
  stop: AbortSignal;
  ask: (added: Added) => Promise<'go-on' | 'stop'>;
};

/** Where the calls of a run go, and how long each may take before its outcome counts as not known (ms). */
export type CallRoute = { project: string; deletionId: string; timeout: number };

/** The effects of a run in a browser: the gateway, and the person in front of the screen. */
export function browserEffects(route: CallRoute, watcher: RunWatcher): RunEffects {
  const { project, deletionId } = route;
  const numbers = new Map<ModelId, string>();
  return {
    deleteModel: (call) => sendDelete(route, call),
    listVersions: async (name) => {
      try {
        const { versions, isWhole } = await listVersions(project, name);
        for (const { model_id, model_version } of versions) numbers.set(model_id, model_version);
        return { ids: versions.map((version) => version.model_id), isWhole };
      } catch (error) {
        // What came and cannot be read will not be another time either; what did not come may.
        return error instanceof UnreadableAnswerError ? { ids: [], isWhole: false } : undefined;
      }
    },
    reconcile: async () => {
      try {
        const { data } = await http.post(pathOf('api', 'deletions', deletionId, 'verify'));
        const { calls, checks, ended_at } = parseAnswer(Receipt, data);
        return { calls, checks, isOver: ended_at !== null };
      } catch {
        return undefined;
      }
    },
    ask: ({ name, ids }) => watcher.ask({ name, versions: ids.map((id) => numbers.get(id) ?? id) }),
    wait: (ms) => waitUnlessStopped(ms, watcher.stop),
    isStopRequested: () => watcher.stop.aborted,
  };
}

/** One DELETE, sent once. Whatever comes back is an answer, verbatim; so is nothing. */
async function sendDelete({ project, deletionId, timeout }: CallRoute, call: Call): Promise<Answer> {
  try {
    const answer = await http.delete(modelPath(project, call.model_id), {
      params: { cascade: call.cascade },
      headers: { [DELETION_HEADER]: deletionId, ...(call.if_match && { 'if-match': call.if_match }) },
      timeout,
    });
    return asItCame(call, answer);
  } catch (error) {
    if (error instanceof RefusedError) return asItCame(call, error.answer);
    return { call, status: null, body: '', problem: error instanceof Error ? error.message : String(error) };
  }
}

function asItCame(call: Call, { status, text, retryAfter }: HttpAnswer): Answer {
  const retry_after = secondsUntil(retryAfter);
  return { call, status, body: text, ...(retry_after !== undefined && { retry_after }) };
}

/** What a Retry-After header says: seconds, or a date (RFC 9110). */
function secondsUntil(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - serverNow()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function waitUnlessStopped(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    const onStop = () => {
      clearTimeout(timer);
      resolve();
    };
    stop.addEventListener('abort', onStop, { once: true });
  });
}
