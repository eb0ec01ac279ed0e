import type { Store, StoreTransaction } from '../store/schema.ts';
import { noteSignIn, type SignInPlace } from './sign-in/note-sign-in.ts';
import type { Basis, SignedIn } from './sign-in/sign-in.ts';
import { issueToken, type Token } from './tokens/tokens.ts';

/**
 * Issues a token to somebody who was authenticated. Undefined when the credential was revoked in the meantime: hashing a
 * password takes long enough for it to be changed.
 *
 * @param by what they sign in to.
 */
export function admit(store: Store, person: SignedIn, by: SignInPlace): Promise<Token | undefined> {
  const { user, project, basis, sealed_login } = person;
  return store.transaction().execute(async (trx) => {
    if (!(await isStillTrue(trx, user.id, basis))) return undefined;
    const token = await issueToken(trx, {
      user_id: user.id,
      project_id: project?.id ?? null,
      sealed_login,
      methods: methodsOf(basis),
      // A token from a token does not outlive it: a stolen one could be renewed for ever otherwise.
      ...(basis.by === 'token' && { expires_by: basis.expires_at }),
    });
    await noteSignIn(trx, person, by);
    return token;
  });
}

/** The `methods` of a token: how its holder was authenticated. Source: Keystone's Identity API v3, Token. */
export function methodsOf(basis: Basis): string[] {
  switch (basis.by) {
    case 'password':
    case 'remote IAM':
      return ['password'];
    case 'token':
      return [...new Set([...basis.methods, 'token'])];
  }
}

async function isStillTrue(trx: StoreTransaction, user_id: string, basis: Basis): Promise<boolean> {
  switch (basis.by) {
    case 'remote IAM':
      return true;
    case 'password': {
      const hash = await holdUser(trx, user_id);
      return hash === basis.password_hash;
    }
    case 'token': {
      await holdUser(trx, user_id);
      const tokens = trx.selectFrom('tokens').where('token_hash', '=', basis.token_hash);
      return (await tokens.select('token_hash').executeTakeFirst()) !== undefined;
    }
  }
}

/** Locks the user's row (shared), so that whoever revokes their access (users/end-access.ts) waits, and finds the token. */
async function holdUser(trx: StoreTransaction, user_id: string): Promise<string | undefined> {
  const user = trx.selectFrom('users').where('user_id', '=', user_id);
  return (await user.select('password_hash').forShare().executeTakeFirst())?.password_hash;
}
