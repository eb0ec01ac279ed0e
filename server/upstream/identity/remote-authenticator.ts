import type { Role } from '../../../core/contract/roles.ts';
import type { Authenticator } from '../../iam/sign-in/authenticator.ts';
import type { PasswordCredentials, SignedIn } from '../../iam/sign-in/sign-in.ts';
import type { Store } from '../../store/schema.ts';
import type { Upstream } from '../transport/upstream.ts';
import type { RemoteCredential } from './remote-credential.ts';
import { listRemoteProjects, requestToken } from './remote-iam.ts';
import { type KeyCredentials, resolveCredentials } from './resolve-credentials.ts';
import { sealCredential } from './sealed-credentials.ts';
import { type RemoteUser, upsertUser } from './upsert-user.ts';

/**
 * Authenticates the users of the remote IAM. Their credential is sealed, and kept with the tokens that are issued to them
 * here.
 *
 * @param secret what credentials are sealed under.
 */
export function remoteAuthenticator(store: Store, upstream: Upstream, secret: Buffer): Authenticator {
  return {
    async identify(sent) {
      const { credentials, basis } = await resolveCredentials(store, secret, sent);
      const identity =
        'password' in credentials
          ? await identifyByPassword(upstream, credentials)
          : await identifyByKey(upstream, credentials);
      if (!identity) return undefined;
      await store.transaction().execute((trx) => upsertUser(trx, identity.user));
      const { user, account, project } = identity.user;
      const sealed_login = sealCredential(secret, identity.credential);
      return { user, account, project, basis, sealed_login } satisfies SignedIn;
    },
  };
}

/** Who somebody is, and what the remote registry is asked with in their name. */
type Identity = { user: RemoteUser; credential: RemoteCredential };

async function identifyByPassword(
  upstream: Upstream,
  credentials: PasswordCredentials,
): Promise<Identity | undefined> {
  const issued = await requestToken(upstream, credentials);
  if (!issued || (credentials.project && !issued.about.project)) return undefined;
  const { token, expires_at, about } = issued;
  const { account, user, password } = credentials;
  const project = about.project && { id: about.project.id, name: about.project.name };
  const credential: RemoteCredential = {
    kind: 'password',
    project_id: project?.id ?? '',
    account,
    user,
    password,
    token,
    expires_at,
  };
  const role = roleOf(about.roles.map(({ name }) => name));
  const projects = project ? [project] : await listRemoteProjects(upstream, credential);
  if (!projects) return undefined;
  const { id, name, domain } = about.user;
  return {
    user: {
      user: { id, name },
      account: { id: domain.id, name: domain.name },
      project: project ? { ...project, role } : null,
      projects: projects.map((one) => ({ id: one.id, name: one.name, role })),
    },
    credential,
  };
}

/** Of a key's owner, IAM tells only the account: receipts name the key. */
async function identifyByKey(
  upstream: Upstream,
  { access_key, secret_key, project: wanted }: KeyCredentials,
): Promise<Identity | undefined> {
  const credential: RemoteCredential = { kind: 'key', project_id: '', access_key, secret_key };
  const listed = await listRemoteProjects(upstream, credential);
  const project = listed?.find(
    (one) => wanted && ('id' in wanted ? one.id === wanted.id : one.name === wanted.name),
  );
  const domain_id = project?.domain_id ?? listed?.[0]?.domain_id ?? '';
  if (!listed || (wanted && !project)) return undefined;
  const projects = listed.map(({ id, name }) => ({ id, name, role: 'operator' as const }));
  return {
    user: {
      user: { id: `key:${access_key}`, name: access_key },
      account: { id: domain_id, name: domain_id },
      project: projects.find(({ id }) => id === project?.id) ?? null,
      projects,
    },
    credential: { ...credential, project_id: project?.id ?? '' },
  };
}

/** Roles that may only read: Huawei Cloud's own, and those of another Coppice. */
const READ_ONLY_ROLES: ReadonlySet<string> = new Set([
  'viewer',
  'readonly',
  'ModelArts ReadOnlyAccess',
  'Tenant Guest',
]);

/**
 * The role of somebody here. Of roles that are not known nothing can be told, so the remote registry decides: it refuses
 * what its user may not do.
 */
function roleOf(names: readonly string[]): Role {
  return names.length > 0 && names.every((name) => READ_ONLY_ROLES.has(name)) ? 'viewer' : 'operator';
}
