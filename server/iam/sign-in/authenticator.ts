import { ApiError } from '../../errors.ts';
import type { Store } from '../../store/schema.ts';
import { type Credentials, type SignedIn, signIn } from './sign-in.ts';
import { signInByToken } from './sign-in-by-token.ts';

/** Checks credentials: against the users of the database (local), or by a remote IAM. */
export type Authenticator = {
  /**
   * Whose credentials these are, in the project that they name; undefined when anything about them is wrong.
   *
   * @throws ApiError when they cannot be checked: 0005 (bad request) for a kind that this registry has not, 0203 or 0202 for a
   *   token that is unknown or has expired, and those of a remote IAM that cannot be asked.
   */
  identify: (credentials: Credentials) => Promise<SignedIn | undefined>;
};

/** Authenticates the users of the database, by password or by a token. */
export function localAuthenticator(store: Store): Authenticator {
  return {
    async identify(credentials) {
      if ('password' in credentials) return signIn(store, credentials);
      if ('token' in credentials) return signInByToken(store, credentials);
      throw new ApiError('Coppice.0005', 'Sign in to this registry with an account, a user and a password.');
    },
  };
}
