import { randomInt } from 'node:crypto';
import type { Role } from '../../../core/contract/roles.ts';
import { tellAccessEnded } from '../../events/access-ended.ts';
import type { Store } from '../../store/schema.ts';
import { seal, unseal } from '../sealed.ts';
import type { KeyPair } from './signature.ts';

/** As Huawei Cloud makes them: clients may check the lengths. */
const ACCESS_KEY_LENGTH = 20;
const SECRET_KEY_LENGTH = 40;

/** Who signs with an access key; `scope` is the project asked for, null when the user is no member of it. */
export type KeyHolder = {
  access_key: string;
  user_id: string;
  user_name: string;
  account_id: string;
  account_name: string;
  scope: { project_id: string; project_name: string; role: Role } | null;
};

/** A key as it is listed. Times in ms since the epoch. */
type ListedKey = { access_key: string; user_name: string; created_at: number; last_used_at: number | null };

/** Creates an access key for a user. Its secret is encrypted, not hashed, as HMAC needs it; it is shown only now. */
export async function addAccessKey(store: Store, secret: Buffer, user_id: string): Promise<KeyPair> {
  const access_key = randomText(ACCESS_KEY_LENGTH, UPPER_CASE_AND_DIGITS);
  const secret_key = randomText(SECRET_KEY_LENGTH, LETTERS_AND_DIGITS);
  const row = { access_key, user_id, sealed_secret_key: seal(secret, secret_key), created_at: Date.now() };
  await store.insertInto('access_keys').values(row).execute();
  return { access_key, secret_key };
}

/**
 * The holder of a key, and its secret key; undefined when there is no such key. The secret key alone is undefined when it
 * was sealed under another secret than this gateway's.
 *
 * @param secret 32 bytes that secret keys are sealed under.
 * @param project_id the project that the request is about; null when it is about none.
 */
export async function findAccessKey(
  store: Store,
  secret: Buffer,
  access_key: string,
  project_id: string | null,
): Promise<{ holder: KeyHolder; secret_key: string | undefined } | undefined> {
  const row = await store
    .selectFrom('access_keys')
    .innerJoin('users', 'users.user_id', 'access_keys.user_id')
    .innerJoin('accounts', 'accounts.account_id', 'users.account_id')
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.user_id', '=', 'access_keys.user_id')
        .on('memberships.project_id', '=', project_id ?? ''),
    )
    .leftJoin('projects', 'projects.project_id', 'memberships.project_id')
    .where('access_keys.access_key', '=', access_key)
    .select(['access_keys.sealed_secret_key', 'users.user_id', 'users.name as user_name'])
    .select(['accounts.account_id', 'accounts.name as account_name'])
    .select(['projects.project_id', 'projects.name as project_name', 'memberships.role'])
    .executeTakeFirst();
  if (!row) return undefined;
  const { sealed_secret_key, project_id: id, project_name, role, ...holder } = row;
  const isMember = id !== null && project_name !== null && role !== null;
  const scope = isMember ? { project_id: id, project_name, role } : null;
  return { holder: { ...holder, access_key, scope }, secret_key: unseal(secret, sealed_secret_key) };
}

/** The keys of an account, or of one of its users, by user and then oldest first. */
export function listAccessKeys(store: Store, account: string, user?: string): Promise<ListedKey[]> {
  let keys = store
    .selectFrom('access_keys')
    .innerJoin('users', 'users.user_id', 'access_keys.user_id')
    .innerJoin('accounts', 'accounts.account_id', 'users.account_id')
    .where('accounts.name', '=', account);
  if (user !== undefined) keys = keys.where('users.name', '=', user);
  return keys
    .select(['access_keys.access_key', 'users.name as user_name', 'access_keys.created_at'])
    .select('access_keys.last_used_at')
    .orderBy('users.name')
    .orderBy('access_keys.created_at')
    .orderBy('access_keys.access_key')
    .execute();
}

/** Whose key it is; undefined when there is no such key. */
export function holderOfKey(store: Store, access_key: string) {
  return store
    .selectFrom('access_keys')
    .innerJoin('users', 'users.user_id', 'access_keys.user_id')
    .where('access_key', '=', access_key)
    .select(['users.user_id', 'users.name as user_name', 'users.account_id'])
    .executeTakeFirst();
}

/** Revokes a key of a user. Answers whether there was one. Streams that are open by it end. */
export async function removeAccessKey(store: Store, user_id: string, access_key: string): Promise<boolean> {
  const removed = await store
    .deleteFrom('access_keys')
    .where('user_id', '=', user_id)
    .where('access_key', '=', access_key)
    .returning(({ ref }) => tellAccessEnded(ref('user_id')))
    .executeTakeFirst();
  return removed !== undefined;
}

const UPPER_CASE_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LETTERS_AND_DIGITS = `${UPPER_CASE_AND_DIGITS}abcdefghijklmnopqrstuvwxyz`;

function randomText(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
