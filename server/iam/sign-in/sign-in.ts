import type { Role } from '../../../core/contract/roles.ts';
import type { Store } from '../../store/schema.ts';
import { findMembership, type WantedProject } from '../find-membership.ts';
import { findUser, type UserReference } from '../find-user.ts';
import type { KeyPair } from '../signature/signature.ts';
import { verifyPassword } from './passwords.ts';

/** The body limit of a sign-in. In bytes. */
export const MAX_SIGN_IN_BYTES = 16 * 1024;

/** The project of the scope that is asked for, or none. */
type Wanted = { project: WantedProject | null };

/** Credentials: a password, a token, or an access key. */
export type PasswordCredentials = Wanted & { account: string; user: string; password: string };
export type ReferredCredentials = Wanted & UserReference & { password: string };
export type TokenCredentials = Wanted & { token: string };
export type Credentials = ReferredCredentials | TokenCredentials | (Wanted & KeyPair);

/** What somebody was authenticated by. It is checked once more when their token is issued (admit.ts). */
export type Basis =
  | { by: 'password'; password_hash: string }
  /** By an older token; `expires_at` of that in ms since the epoch, `methods` as IAM has them. */
  | { by: 'token'; token_hash: string; expires_at: number; methods: readonly string[] }
  /** Nothing that this database could check again. */
  | { by: 'remote IAM' };

/** Somebody who was authenticated, and the project that they asked for. */
export type SignedIn = {
  user: { id: string; name: string };
  account: { id: string; name: string };
  project: { id: string; name: string; role: Role } | null;
  basis: Basis;
  /** Their credentials for a remote registry, sealed; absent for users of this database. */
  sealed_login?: string;
};

/** Authenticates by password; undefined when anything is wrong. Neither answer nor time taken reveals what was wrong. */
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
