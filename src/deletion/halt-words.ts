import { type Answer, readAnswer } from '../../core/deletion/answer.ts';
import { m } from '../messages/messages.js';
import { causeOf, nextStepOf } from '../ui/error-catalogue.ts';

/** Why a run ended early, from the answer that ended it: the catalogue's words, or what the network did. */
export function haltWords(answer: Answer): string {
  const telling = readAnswer(answer);
  const code = 'code' in telling ? telling.code : undefined;
  const cause = code === undefined ? undefined : causeOf(code);
  if (code !== undefined && cause !== undefined) return [cause, nextStepOf(code)].join(' ');
  if (answer.status === null) return `${m.error_no_connection()} ${m.error_no_connection_next()}`;
  const next = answer.status === 429 ? m.error_throttled_next() : m.error_status_next();
  return answer.status === 200
    ? m.error_unreadable()
    : `${m.error_status({ status: answer.status })} ${next}`;
}
