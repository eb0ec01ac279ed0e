import { must } from '../../../core/testing/must.ts';

type Answer = { headers: Headers };

/** A header of an answer. @throws Error when there is none of that name. */
export function headerOf({ headers }: Answer, name: string): string {
  return must(headers.get(name), `a header ${name}`);
}

/** The token that an answer issues. */
export function tokenOf(answer: Answer): string {
  return headerOf(answer, 'x-subject-token');
}

/** The cookie that an answer sets, as it is sent back. */
export function cookieOf(answer: Answer): string {
  return cookieIn(headerOf(answer, 'set-cookie'));
}

/** The cookie in the value of a `Set-Cookie`, without its attributes. */
export function cookieIn(setCookie: string): string {
  return must(setCookie.split(';', 1)[0]);
}
