import { ApiError } from '../../errors.ts';
import { findUser, type UserReference } from '../../iam/find-user.ts';
import { unseal } from '../../iam/sealed.ts';
import type { Basis } from '../../iam/sign-in/sign-in.ts';
import { readToken } from '../../iam/tokens/tokens.ts';
import type { Store } from '../../store/schema.ts';
import { RemoteCredential } from './remote-credential.ts';

/**
 * The names by which the remote IAM is asked for somebody, and by which it is asked again when their token expires.
 *
 * @throws ApiError 0203 for ids of somebody who never came in by name: the remote IAM alone knows who that is.
 */
export async function namesFor(
  store: Store,
  reference: UserReference,
): Promise<{ account: string; user: string }> {
  if ('account' in reference) return { account: reference.account, user: reference.user };
  const found = await findUser(store, reference);
  if (found) return { account: found.account_name, user: found.user_name };
  throw new ApiError(
    'ModelArts.0203',
    'Before a remote registry, a user or a domain is known by its id once the user has signed in with both names. Send the names.',
  );
}

/**
 * What the remote IAM was asked with for the holder of a token.
 *
 * @throws ApiError as `readToken`; 0202 when nothing is kept with the token that can be read.
 */
export async function credentialOfToken(
  store: Store,
  secret: Buffer,
  token: string,
): Promise<{ credential: RemoteCredential; basis: Basis }> {
  const { sealed_login, token_hash, expires_at, methods } = await readToken(store, token);
  const text = sealed_login === null ? undefined : unseal(secret, sealed_login);
  if (text === undefined) {
    throw new ApiError('ModelArts.0202', 'The remote registry wants you to sign in again.');
  }
  const credential = RemoteCredential.parse(JSON.parse(text));
  return { credential, basis: { by: 'token', token_hash, expires_at, methods } };
}
