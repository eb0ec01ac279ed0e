import { readConfig, STORE_FLAGS, UsageError } from '../../config.ts';
import { ApiError } from '../../errors.ts';
import { findUser } from '../../iam/find-user.ts';
import { requireSameSecret } from '../../iam/same-secret.ts';
import { readSecret } from '../../iam/secret.ts';
import { holderOfKey, listAccessKeys } from '../../iam/signature/access-keys.ts';
import { COMMAND } from '../../people/actor.ts';
import { makeKey, removeKey } from '../../people/change-keys.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/schema.ts';
import { requireOwnRegistry } from '../../upstream/registry/registry-kind.ts';
import { Failure } from '../failure.ts';
import { parseArgv, required } from '../parse-argv.ts';
import { printable } from '../printable.ts';

/** `coppice key add | list | remove …`: the access keys of a user's programs. */
export async function changeKeys(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: OPTIONS, allowPositionals: true });
  const [verb, subject, ...others] = positionals;
  if (others.length > 0) throw new UsageError(WRITE);
  const config = readConfig(values, process.env);
  const act = actionFor(verb, subject, values.account, () => readSecret(config.secret, config.data));
  const { store, close } = await openStore(config.store);
  try {
    await act(store);
  } finally {
    await close();
  }
}

const OPTIONS = { ...STORE_FLAGS, account: { type: 'string' } } as const;

const WRITE = 'Write: coppice key add USER …, coppice key list [USER] … or coppice key remove ACCESS_KEY';

/** What is to be done, once all that it needs is known to be there. */
function actionFor(
  verb: string | undefined,
  subject: string | undefined,
  account: string | undefined,
  secret: () => Buffer,
): (store: Store) => Promise<void> {
  switch (verb) {
    case 'add': {
      const [user, ofAccount] = [required('user', subject), required('account', account)];
      return (store) => add(store, secret(), ofAccount, user);
    }
    case 'list': {
      const ofAccount = required('account', account);
      return (store) => list(store, ofAccount, subject);
    }
    case 'remove': {
      const access_key = required('access-key', subject);
      return (store) => remove(store, access_key);
    }
    default:
      throw new UsageError(WRITE);
  }
}

async function add(store: Store, secret: Buffer, account: string, user: string): Promise<void> {
  await requireOwnRegistry(store);
  const found = await findUser(store, { account, user });
  if (!found)
    throw new Failure(`There is no user ${user} in an account ${account}; "coppice user add" makes it.`);
  await requireSameSecret(store, secret);
  const { access_key, secret_key } = await makeKey({ store, actor: COMMAND }, secret, found).catch(asFailure);
  console.log(`Access key: ${access_key}\nSecret key: ${secret_key}`);
  console.log('The secret key is not shown again.');
}

async function list(store: Store, account: string, user: string | undefined): Promise<void> {
  const keys = await listAccessKeys(store, account, user);
  for (const { access_key, user_name, created_at, last_used_at } of keys) {
    const used = last_used_at === null ? 'not used yet' : `used ${new Date(last_used_at).toISOString()}`;
    console.log(`${access_key}  ${new Date(created_at).toISOString()}  ${printable(user_name)}  ${used}`);
  }
  if (keys.length === 0) console.log('There are none.');
}

async function remove(store: Store, access_key: string): Promise<void> {
  const holder = await holderOfKey(store, access_key);
  if (!holder || !(await removeKey({ store, actor: COMMAND }, holder, access_key))) {
    throw new Failure(`There is no access key ${access_key}.`);
  }
  console.log(`Removed ${access_key}: it opens nothing any more.`);
}

/** What a gateway would answer is said as what it is. */
function asFailure(error: unknown): never {
  throw error instanceof ApiError ? new Failure(error.message) : error;
}
