import type { Store } from '../../store/schema.ts';
import { findMembership } from '../find-membership.ts';
import { readToken } from '../tokens/tokens.ts';
import type { SignedIn, TokenCredentials } from './sign-in.ts';

/**
 * Authenticates by a token, in the project that is asked for; undefined when its holder is no member of that.
 *
 * @throws ApiError 0203 (unknown token), 0202 (expired).
 */
export async function signInByToken(
  store: Store,
  { token, project: wanted }: TokenCredentials,
): Promise<SignedIn | undefined> {
  const holder = await readToken(store, token);
  const { user_id, user_name, account_id, account_name, token_hash, expires_at, methods } = holder;
  const person = {
    user: { id: user_id, name: user_name },
    account: { id: account_id, name: account_name },
    basis: { by: 'token', token_hash, expires_at, methods },
  } as const;
  if (wanted === null) return { ...person, project: null };
  const project = await findMembership(store, holder, wanted);
  return project && { ...person, project };
}
