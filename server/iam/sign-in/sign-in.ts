import type { Role } from '../../../core/contract/roles.ts';
import type { Store } from '../../store/schema.ts';
import { findMembership, type WantedProject } from '../find-membership.ts';
import { findUser, type UserReference } from '../find-user.ts';
import type { KeyPair } from '../signature/signature.ts';
import { verifyPassword } from './passwords.ts';

/** A body with a name and a password fits in this many times over. In bytes. */
export const MAX_SIGN_IN_BYTES = 16 * 1024;

/** The project that somebody wants to be in, or none. */
type Wanted = { project: WantedProject | null };

/** What a person gives to sign in: a password, a token that they have, or an access key. */
export type PasswordCredentials = Wanted & { account: string; user: string; password: string };
export type ReferredCredentials = Wanted & UserReference & { password: string };
export type TokenCredentials = Wanted & { token: string };
export type Credentials = ReferredCredentials | TokenCredentials | (Wanted & KeyPair);

/** What somebody was let in by. It has to be true still when they get their token (admit.ts). */
export type Basis =
  | { by: 'password'; password_hash: string }
  /** Of an older token; when that expires, in ms since the epoch, and how it was come by. */
  | { by: 'token'; token_hash: string; expires_at: number; methods: readonly string[] }
  /** Nothing of this database. */
  | { by: 'remote IAM' };

export type SignedIn = {
  user: { id: string; name: string };
  account: { id: string; name: string };
  project: { id: string; name: string; role: Role } | null;
  basis: Basis;
  /** What a remote registry is asked with in their name, sealed; there is none for people of this database. */
  sealed_login?: string;
};

/** Who this is; undefined when anything is wrong. What was wrong is not told, and does not show in the time taken. */
export async function signIn(store: Store, credentials: ReferredCredentials): Promise<SignedIn | undefined> {
  const found = await findUser(store, credentials);
  const isRight = await verifyPassword(credentials.password, found?.password_hash);
  if (!found || !isRight) return undefined;

  const { user_id, user_name, account_id, account_name, password_hash } = found;
  const person = {
    user: { id: user_id, name: user_name },
    account: { id: account_id, name: account_name },
    basis: { by: 'password', password_hash },
  } as const;
  if (credentials.project === null) return { ...person, project: null };
  const project = await findMembership(store, found, credentials.project);
  return project && { ...person, project };
}
