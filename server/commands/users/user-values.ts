import { STORE_FLAGS } from '../../config.ts';
import { findUser } from '../../iam/find-user.ts';
import type { OpenStore } from '../../store/open-store.ts';
import type { Store } from '../../store/schema.ts';
import { requireOwnRegistry } from '../../upstream/registry/registry-kind.ts';
import { Failure } from '../failure.ts';
import { required } from '../parse-argv.ts';

/** What the verbs of `coppice user` can be told, in the form of `parseArgs` options. */
export const USER_FLAGS = {
  ...STORE_FLAGS,
  account: { type: 'string' },
  project: { type: 'string' },
  role: { type: 'string' },
  'password-stdin': { type: 'boolean' },
} as const;

/** The words of a `coppice user` after its verb. */
export type UserArgv = {
  name: string | undefined;
  account?: string | undefined;
  project?: string | undefined;
  role?: string | undefined;
  'password-stdin'?: boolean | undefined;
};

/** What a command does once all that it needs has been said and the database is open. */
export type Act = (opened: OpenStore) => Promise<void>;

/** Somebody, by the names that were said. */
export type NamedUser = { user: string; account: string };

export function personOf(words: UserArgv): NamedUser {
  return { user: required('name', words.name), account: required('account', words.account) };
}

/**
 * The user of these names, to be changed.
 *
 * @throws AnotherRegistry where people are made elsewhere; Failure when there is no such user.
 */
export async function requireUser(store: Store, { user, account }: NamedUser) {
  await requireOwnRegistry(store);
  const found = await findUser(store, { account, user });
  if (found) return found;
  throw new Failure(
    `There is no user ${user} in an account ${account}; "coppice user list" shows who there is.`,
  );
}
