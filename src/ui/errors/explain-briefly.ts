import { RefusedError, UnreadableAnswerError } from '../../api/http/client.ts';
import { NoAnswerError } from '../../api/http/send.ts';
import { m } from '../../messages/messages.js';

/** An error as a person reads it: what happened, and what to do. */
export type ExplainedError = {
  whatHappened: string;
  whatToDo: string;
  code?: string;
  /** What the registry or the gateway said in its own words, where ours say it in general. */
  message?: string;
};

/** Puts a failure of a request into words as far as that goes without the catalogue of codes (explain-error.ts). */
export function explainBriefly(error: unknown): ExplainedError {
  if (error instanceof UnreadableAnswerError) {
    return { whatHappened: m.error_unreadable(), whatToDo: m.error_unreadable_next() };
  }
  if (error instanceof NoAnswerError) {
    return {
      whatHappened: error.isTimeout ? m.error_timeout() : m.error_no_connection(),
      whatToDo: m.error_no_connection_next(),
    };
  }
  if (!(error instanceof RefusedError)) {
    return { whatHappened: m.error_unforeseen(), whatToDo: String(error) };
  }
  const { status } = error.answer;
  return { whatHappened: m.error_status({ status }), whatToDo: nextStepAfter(status) };
}

/** What to do about a code that we do not know, by what its status says: gateways before a registry have many. */
function nextStepAfter(status: number): string {
  if (status === 401 || status === 403) return m.error_not_allowed_next();
  if (status === 429) return m.error_throttled_next();
  return m.error_status_next();
}
