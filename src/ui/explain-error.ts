import { isAxiosError } from 'axios';
import { ErrorBody } from '../../core/contract/errors.ts';
import { UnreadableAnswerError } from '../api/client.ts';
import { m } from '../messages/messages.js';
import { causeOf, nextStepOf } from './error-catalogue.ts';

/** An error as a person reads it: what happened, and what to do. */
export type ExplainedError = { whatHappened: string; whatToDo: string; code?: string };

/** Puts any failure of a request into words; what the registry itself said comes first. */
export function explainError(error: unknown): ExplainedError {
  if (error instanceof UnreadableAnswerError) {
    return { whatHappened: m.error_unreadable(), whatToDo: m.error_unreadable_next() };
  }
  if (!isAxiosError(error)) return { whatHappened: m.error_unforeseen(), whatToDo: String(error) };
  if (!error.response) {
    const isTimeout = error.code === 'ECONNABORTED' || error.code === 'ETIMEDOUT';
    return {
      whatHappened: isTimeout ? m.error_timeout() : m.error_no_connection(),
      whatToDo: m.error_no_connection_next(),
    };
  }
  const body = ErrorBody.safeParse(error.response.data);
  if (!body.success) {
    return {
      whatHappened: m.error_status({ status: error.response.status }),
      whatToDo: error.response.status === 429 ? m.error_throttled_next() : m.error_status_next(),
    };
  }
  const { error_code: code, error_msg: message } = body.data;
  return {
    whatHappened: causeOf(code) ?? message,
    whatToDo: nextStepOf(code) ?? m.error_status_next(),
    code,
  };
}
