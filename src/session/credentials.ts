import type { ProjectChoicesBody } from '../../core/console-api/access/session.ts';

/** What is typed into the form for a remote registry; what belongs to the other means of signing in is kept. */
export type Credentials = {
  by: 'password' | 'key';
  account: string;
  user: string;
  password: string;
  access_key: string;
  secret_key: string;
  project: string;
};

/** What a form of credentials begins with. */
export const NO_CREDENTIALS: Credentials = {
  by: 'password',
  account: '',
  user: '',
  password: '',
  access_key: '',
  secret_key: '',
  project: '',
};

/** Whether a word names a way to sign in. */
export function isMeans(word: string): word is Credentials['by'] {
  return word === 'password' || word === 'key';
}

/** Who somebody says to be, by the means that they chose. */
export function personOf({ by, ...given }: Credentials): ProjectChoicesBody {
  if (by === 'key') return { access_key: given.access_key.trim(), secret_key: given.secret_key.trim() };
  return { account: given.account.trim(), user: given.user.trim(), password: given.password };
}

/** Whether somebody has said all of who they are. */
export function isFilled(given: Credentials): boolean {
  return Object.values(personOf(given)).every((value) => value !== '');
}
