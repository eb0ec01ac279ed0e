import { isRefusedWith } from '../api/http/client.ts';
import { m } from '../messages/messages.js';
import { explainError } from '../ui/errors/explain-error.ts';
import type { Credentials } from './credentials.ts';

/** Why nobody was let in, or no projects were listed, and what to do about it. */
export function refusalOf(error: unknown, by: Credentials['by'], asked: 'sign-in' | 'listing'): string {
  if (!isRefusedWith(401, error)) {
    const { whatHappened, whatToDo, code } = explainError(error);
    return `${whatHappened} ${whatToDo}${code ? ` (${code})` : ''}`;
  }
  if (asked === 'listing') return by === 'key' ? m.projects_refused_key() : m.projects_refused();
  return by === 'key' ? m.sign_in_refused_key() : m.sign_in_refused();
}
