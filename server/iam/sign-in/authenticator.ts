import { ApiError } from '../../errors.ts';
import type { Store } from '../../store/schema.ts';
import { type Credentials, type SignedIn, signIn } from './sign-in.ts';
import { signInByToken } from './sign-in-by-token.ts';

/** Who lets people in: those of this database, or those of a remote IAM. */
export type Authenticator = {
  /** Who this is, in the project that they name. Undefined when anything is wrong. */
  identify: (credentials: Credentials) => Promise<SignedIn | undefined>;
};

/** Lets the people of this database in, by password, or by a token that they have. */
export function localAuthenticator(store: Store): Authenticator {
  return {
    async identify(credentials) {
      if ('password' in credentials) return signIn(store, credentials);
      if ('token' in credentials) return signInByToken(store, credentials);
      throw new ApiError('Coppice.0005', 'Sign in to this registry with an account, a user and a password.');
    },
  };
}
