import type { Role } from '../../core/contract/iam.ts';
import type { Store } from '../store/schema.ts';
import { verifyPassword } from './passwords.ts';
import type { KeyPair } from './signature.ts';

/** A body with a name and a password fits in this many times over. In bytes. */
export const MAX_SIGN_IN_SIZE = 16 * 1024;

/** The project that somebody wants to be in: by its name or its id, or none. */
type Wanted = { project: { name: string } | { id: string } | null };

/** What a person gives to sign in. */
export type PasswordCredentials = Wanted & { account: string; user: string; password: string };
export type Credentials = PasswordCredentials | (Wanted & KeyPair);

export type SignedIn = {
  user: { id: string; name: string };
  account: { id: string; name: string };
  project: { id: string; name: string; role: Role } | null;
  /** What a remote registry is asked with in their name, sealed; there is none for people of this database. */
  sealed_login?: string;
};

/** Who this is; undefined when anything is wrong. What was wrong is not told, and does not show in the time taken. */
export async function signIn(store: Store, credentials: PasswordCredentials): Promise<SignedIn | undefined> {
  const found = await findUser(store, credentials);
  const isRight = await verifyPassword(credentials.password, found?.password_hash);
  if (!found || !isRight) return undefined;

  const person = {
    user: { id: found.user_id, name: credentials.user },
    account: { id: found.account_id, name: credentials.account },
  };
  if (credentials.project === null) return { ...person, project: null };
  const project = await findProject(store, found.account_id, found.user_id, credentials.project);
  return project && { ...person, project };
}

function findUser(store: Store, { account, user }: PasswordCredentials) {
  return store
    .selectFrom('users')
    .innerJoin('accounts', 'accounts.account_id', 'users.account_id')
    .where('accounts.name', '=', account)
    .where('users.name', '=', user)
    .select(['users.user_id', 'users.password_hash', 'accounts.account_id'])
    .executeTakeFirst();
}

function findProject(
  store: Store,
  account_id: string,
  user_id: string,
  named: { name: string } | { id: string },
) {
  const mine = store
    .selectFrom('projects')
    .innerJoin('memberships', 'memberships.project_id', 'projects.project_id')
    .where('projects.account_id', '=', account_id)
    .where('memberships.user_id', '=', user_id)
    .select(['projects.project_id as id', 'projects.name', 'memberships.role']);
  const one =
    'id' in named
      ? mine.where('projects.project_id', '=', named.id)
      : mine.where('projects.name', '=', named.name);
  return one.executeTakeFirst();
}
