import type { TokenRequest } from '../../../core/contract/iam.ts';
import type { ReferredCredentials, TokenCredentials } from '../sign-in/sign-in.ts';

/** The credentials and the scope of a token request (Keystone's `auth`). */
export function credentialsOf({ auth }: TokenRequest): ReferredCredentials | TokenCredentials {
  const { identity, scope } = auth;
  const project = scope === undefined || scope === 'unscoped' ? null : scope.project;
  if ('token' in identity) return { project, token: identity.token.id };
  const { user } = identity.password;
  const { password } = user;
  if ('id' in user) return { project, password, user_id: user.id };
  const { name, domain } = user;
  if ('id' in domain) return { project, password, user: name, account_id: domain.id };
  return { project, password, user: name, account: domain.name };
}
