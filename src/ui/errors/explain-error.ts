import { ErrorBody } from '../../../core/contract/errors.ts';
import { RefusedError } from '../../api/http/client.ts';
import { causeOf, nextStepOf } from './error-catalogue.ts';
import { type ExplainedError, explainBriefly } from './explain-briefly.ts';

/** Puts any failure of a request into words; what the registry itself said comes first. */
export function explainError(error: unknown): ExplainedError {
  const brief = explainBriefly(error);
  if (!(error instanceof RefusedError)) return brief;
  const body = ErrorBody.safeParse(error.answer.data);
  if (!body.success) return brief;
  const { error_code: code, error_msg: message } = body.data;
  const cause = causeOf(code);
  return {
    whatHappened: cause ?? (message || brief.whatHappened),
    whatToDo: nextStepOf(code) ?? brief.whatToDo,
    code,
    ...(cause !== undefined && message !== '' && { message }),
  };
}
