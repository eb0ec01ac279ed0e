import type { Role } from '../../../core/contract/roles.ts';
import { seal } from '../../iam/sealed.ts';
import type { Authenticator } from '../../iam/sign-in/authenticator.ts';
import type { Basis, Credentials, PasswordCredentials, SignedIn } from '../../iam/sign-in/sign-in.ts';
import type { Store } from '../../store/schema.ts';
import type { Upstream } from '../transport/upstream.ts';
import { credentialOfToken, namesFor } from './known-here.ts';
import type { RemoteCredential } from './remote-credential.ts';
import { listRemoteProjects, requestToken } from './remote-iam.ts';
import { type RemoteUser, upsertUser } from './upsert-user.ts';

type ByKey = Extract<Credentials, { access_key: string }>;

/** Lets the people of the remote IAM in. What they came with is sealed, and kept with the tokens that they get here. */
export function remoteAuthenticator(store: Store, upstream: Upstream, secret: Buffer): Authenticator {
  return {
    async identify(credentials) {
      const { given, basis } = await whatIsGiven(store, secret, credentials);
      const found = 'password' in given ? await byPassword(upstream, given) : await byKey(upstream, given);
      if (!found) return undefined;
      const { person, credential } = found;
      await store.transaction().execute((trx) => upsertUser(trx, person));
      const { user, account, project } = person;
      const sealed_login = seal(secret, JSON.stringify(credential));
      return { user, account, project, basis, sealed_login } satisfies SignedIn;
    },
  };
}

/**
 * What the remote IAM is asked with. It is not asked for a token by a token of its own: one that is got so is not renewed,
 * and ends in the middle of a deletion. With a token of this gateway is kept what it was got with.
 */
async function whatIsGiven(
  store: Store,
  secret: Buffer,
  credentials: Credentials,
): Promise<{ given: PasswordCredentials | ByKey; basis: Basis }> {
  if ('access_key' in credentials) return { given: credentials, basis: { by: 'remote IAM' } };
  if ('password' in credentials) {
    const names = await namesFor(store, credentials);
    const { password, project } = credentials;
    return { given: { ...names, password, project }, basis: { by: 'remote IAM' } };
  }
  const { credential, basis } = await credentialOfToken(store, secret, credentials.token);
  return { given: { ...credential, project: credentials.project }, basis };
}

type Found = { person: RemoteUser; credential: RemoteCredential };

async function byPassword(upstream: Upstream, credentials: PasswordCredentials): Promise<Found | undefined> {
  const issued = await requestToken(upstream, credentials);
  if (!issued || (credentials.project && !issued.about.project)) return undefined;
  const { token, expires_at, about } = issued;
  const { account, user, password } = credentials;
  const project = about.project && { id: about.project.id, name: about.project.name };
  const credential: RemoteCredential = {
    ...{ kind: 'password', project_id: project?.id ?? '', account, user, password, token, expires_at },
  };
  const role = roleOf(about.roles.map(({ name }) => name));
  const others = project ? [project] : await listRemoteProjects(upstream, credential);
  if (!others) return undefined;
  const { id, name, domain } = about.user;
  const person = {
    user: { id, name },
    account: { id: domain.id, name: domain.name },
    project: project ? { ...project, role } : null,
    projects: others.map((other) => ({ id: other.id, name: other.name, role })),
  };
  return { person, credential };
}

/** Of whose key it is, IAM tells only the account: receipts name the key. */
async function byKey(
  upstream: Upstream,
  { access_key, secret_key, project: wanted }: ByKey,
): Promise<Found | undefined> {
  const credential: RemoteCredential = { kind: 'key', project_id: '', access_key, secret_key };
  const projects = await listRemoteProjects(upstream, credential);
  const project = projects?.find(
    (one) => wanted && ('id' in wanted ? one.id === wanted.id : one.name === wanted.name),
  );
  const domain_id = project?.domain_id ?? projects?.[0]?.domain_id ?? '';
  if (!projects || (wanted && !project)) return undefined;
  const mine = projects.map(({ id, name }) => ({ id, name, role: 'operator' as const }));
  const person = {
    user: { id: `key:${access_key}`, name: access_key },
    account: { id: domain_id, name: domain_id },
    project: mine.find(({ id }) => id === project?.id) ?? null,
    projects: mine,
  };
  return { person, credential: { ...credential, project_id: project?.id ?? '' } };
}

/** Roles that look and do not touch: Huawei Cloud's own, and those of another Coppice. */
const LOOKING: ReadonlySet<string> = new Set([
  'viewer',
  'readonly',
  'ModelArts ReadOnlyAccess',
  'Tenant Guest',
]);

/**
 * What somebody may do here. Of a role that is not known nothing can be told, so the remote registry decides: it refuses
 * what its user may not do.
 */
function roleOf(names: readonly string[]): Role {
  return names.length > 0 && names.every((name) => LOOKING.has(name)) ? 'viewer' : 'operator';
}
