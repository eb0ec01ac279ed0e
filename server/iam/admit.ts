import type { Store, StoreTransaction } from '../store/schema.ts';
import type { Basis, SignedIn } from './sign-in/sign-in.ts';
import { issueToken, type Token } from './tokens/tokens.ts';

/**
 * Gives somebody who was let in a token. Undefined when what they were let in by was taken back meanwhile: a password
 * takes its time to be checked, and may be another one by then.
 */
export function admit(store: Store, person: SignedIn): Promise<Token | undefined> {
  const { user, project, basis, sealed_login } = person;
  return store.transaction().execute(async (trx) => {
    if (!(await isStillTrue(trx, user.id, basis))) return undefined;
    return issueToken(trx, {
      user_id: user.id,
      project_id: project?.id ?? null,
      sealed_login,
      methods: methodsOf(basis),
      // Otherwise a token that got into wrong hands could be made to last for ever.
      ...(basis.by === 'token' && { expires_by: basis.expires_at }),
    });
  });
}

/** How a token is come by, as IAM tells it. Source: Keystone's Identity API v3, Token. */
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

/** Keeps whoever ends the access of a user (people/end-access.ts) waiting until the token is there to be found. */
async function holdUser(trx: StoreTransaction, user_id: string): Promise<string | undefined> {
  const user = trx.selectFrom('users').where('user_id', '=', user_id);
  return (await user.select('password_hash').forShare().executeTakeFirst())?.password_hash;
}
