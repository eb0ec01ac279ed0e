import { ApiError } from '../../errors.ts';
import { findUser, type UserReference } from '../../iam/find-user.ts';
import type { Basis, Credentials, PasswordCredentials } from '../../iam/sign-in/sign-in.ts';
import { readToken } from '../../iam/tokens/tokens.ts';
import type { Store } from '../../store/schema.ts';
import { unsealCredential } from './sealed-credentials.ts';

/** An access key as somebody signs in with it. */
export type KeyCredentials = Extract<Credentials, { access_key: string }>;

/** What the remote IAM can be asked with, and on what basis it was come by. */
export type ResolvedCredentials = { credentials: PasswordCredentials | KeyCredentials; basis: Basis };

/**
 * What the remote IAM is asked with for credentials that were sent here. A token of this gateway stands for what it was
 * issued for: the remote IAM is not asked for a token by a token of its own, as one that is issued so cannot be renewed, and
 * would expire in the middle of a deletion.
 *
 * @throws ApiError 0203 (not authenticated) for ids of somebody who never signed in by name; for a token as `readToken` does, and
 *   0202 (token expired) when no credential is kept with it that can be read.
 */
export async function resolveCredentials(
  store: Store,
  secret: Buffer,
  sent: Credentials,
): Promise<ResolvedCredentials> {
  if ('access_key' in sent) return { credentials: sent, basis: { by: 'remote IAM' } };
  if ('password' in sent) {
    const names = await namesOf(store, sent);
    const { password, project } = sent;
    return { credentials: { ...names, password, project }, basis: { by: 'remote IAM' } };
  }
  const { sealed_login, token_hash, expires_at, methods } = await readToken(store, sent.token);
  const credential = unsealCredential(secret, sealed_login);
  if (!credential) throw new ApiError('ModelArts.0202', 'The remote registry wants you to sign in again.');
  const basis: Basis = { by: 'token', token_hash, expires_at, methods };
  return { credentials: { ...credential, project: sent.project }, basis };
}

/** The names by which the remote IAM is asked for somebody, and is asked again when their token expires. */
async function namesOf(store: Store, reference: UserReference): Promise<{ account: string; user: string }> {
  if ('account' in reference) return { account: reference.account, user: reference.user };
  const found = await findUser(store, reference);
  if (found) return { account: found.account_name, user: found.user_name };
  throw new ApiError(
    'ModelArts.0203',
    'Before a remote registry, a user or a domain is known by its id once the user has signed in with both names. Send the names.',
  );
}
