import * as z from 'zod';
import { type DeleteAnswer, DeleteAnswerAsRead } from '../contract/delete-model.ts';
import {
  DEPLOYED_AS_SERVICE,
  ErrorBody,
  knownCode,
  NO_SUCH_MODEL,
  NOT_ADMITTED,
  NOT_SENT,
  SUBSCRIBED,
} from '../contract/errors.ts';

/** One DELETE. `if_match` is the ETag of the name's versions that a cascade was sent for. */
export const Call = z.object({
  model_id: z.string().min(1),
  cascade: z.boolean(),
  if_match: z.string().max(100).optional(),
});
export type Call = z.infer<typeof Call>;

/**
 * One call that was made, with what came back, verbatim. `status` is the HTTP status, null when no answer came
 * (connection lost, timeout, gateway stopped) — then `body` holds nothing, and `problem` says what happened.
 */
export const Answer = z.object({
  call: Call,
  status: z.number().int().nullable(),
  body: z.string(),
  /** What the answer's Retry-After asked for, in seconds. */
  retry_after: z.number().optional(),
  problem: z.string().optional(),
});
export type Answer = z.infer<typeof Answer>;

/** What an answer says, once read. */
export type ParsedAnswer =
  /** A 200 with its lists: each id told has its own result. */
  | { kind: 'per-model-results'; lists: DeleteAnswer }
  /** The target was not there any more. */
  | { kind: 'no-such-model'; code: string; message: string }
  /** The whole call was turned away for good; nothing was deleted by it. */
  | { kind: 'refused'; code: string; message: string }
  /**
   * Nothing was done, and the same may be asked again: too many requests, the name has changed (412), the gateway could
   * not reach the registry, or (401) nobody was signed in any more.
   */
  | { kind: 'retryable'; because: 'throttled' | 'changed' | 'unreachable' | 'signed-out' }
  /** Nothing certain: no answer, an answer that cannot be read, or a failure that may have come after the act. */
  | { kind: 'inconclusive'; code?: string; message?: string };

/** As a status of a single delete, these mean that the model was refused, even with a 5xx. Source: contract.md, Codes. */
const PER_MODEL_CODES: ReadonlySet<string> = new Set([DEPLOYED_AS_SERVICE, SUBSCRIBED]);

/** Reads one answer without trusting it. Never throws. */
export function readAnswer({ call, status, body: text }: Answer): ParsedAnswer {
  const body = parseJson(text);
  if (status === 429) return { kind: 'retryable', because: 'throttled' };
  if (status === 412) return { kind: 'retryable', because: 'changed' };
  if (status === 401) return { kind: 'retryable', because: 'signed-out' };
  if (status === 200) {
    const lists = DeleteAnswerAsRead.safeParse(body);
    return lists.success ? { kind: 'per-model-results', lists: lists.data } : { kind: 'inconclusive' };
  }
  const error = ErrorBody.safeParse(body);
  if (status === null || !error.success) return { kind: 'inconclusive' };

  const { error_code: code, error_msg: message } = error.data;
  const known = knownCode(code) ?? code;
  if (known === NOT_SENT) return { kind: 'retryable', because: 'unreachable' };
  if (status === 404 && known === NO_SUCH_MODEL) return { kind: 'no-such-model', code, message };
  // The gateway has seen this call before, so it may well have been carried out.
  const isCertain = status >= 400 && status < 500 && status !== 408 && known !== NOT_ADMITTED;
  if (isCertain || (PER_MODEL_CODES.has(known) && !call.cascade)) return { kind: 'refused', code, message };
  return { kind: 'inconclusive', code, message };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
