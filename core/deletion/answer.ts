import * as z from 'zod';
import { type DeleteAnswer, DeleteAnswerAsRead } from '../contract/delete-model.ts';
import { DEPLOYED_AS_SERVICE, ErrorBody, NO_SUCH_MODEL, SUBSCRIBED } from '../contract/errors.ts';
import { PlannedCall } from './plan.ts';

/**
 * One call that was made, with what came back, verbatim. `status` is the HTTP status, null when no answer came
 * (connection lost, timeout, gateway stopped) — then `body` holds nothing, and `problem` says what happened.
 */
export const Answer = z.object({
  call: PlannedCall,
  status: z.number().int().nullable(),
  body: z.string(),
  problem: z.string().optional(),
});
export type Answer = z.infer<typeof Answer>;

/** What an answer says, once read. */
export type Telling =
  /** A 200 with its lists: each id told has its own result. */
  | { tells: 'lists'; lists: DeleteAnswer }
  /** The target was not there any more. */
  | { tells: 'no-such-model'; code: string; message: string }
  /** The whole call was turned away; nothing was deleted by it. */
  | { tells: 'refused'; code: string; message: string }
  /** Nothing certain: no answer, an answer that cannot be read, or a failure that may have come after the act. */
  | { tells: 'nothing'; code?: string; message?: string };

/** As a status of a single delete, these mean that the model was refused, even with a 5xx. Source: contract.md, Codes. */
const PER_MODEL_CODES: ReadonlySet<string> = new Set([DEPLOYED_AS_SERVICE, SUBSCRIBED]);

/** Reads one answer without trusting it. Never throws. */
export function readAnswer(answer: Answer): Telling {
  const body = parseJson(answer.body);
  if (answer.status === 200) {
    const lists = DeleteAnswerAsRead.safeParse(body);
    return lists.success ? { tells: 'lists', lists: lists.data } : { tells: 'nothing' };
  }
  const error = ErrorBody.safeParse(body);
  if (answer.status === null || !error.success) return { tells: 'nothing' };

  const { error_code: code, error_msg: message } = error.data;
  if (answer.status === 404 && code === NO_SUCH_MODEL) return { tells: 'no-such-model', code, message };
  const isRefusal = answer.status >= 400 && answer.status < 500;
  if (isRefusal || (PER_MODEL_CODES.has(code) && !answer.call.cascade))
    return { tells: 'refused', code, message };
  return { tells: 'nothing', code, message };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
