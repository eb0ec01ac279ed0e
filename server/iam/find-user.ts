import type { Store } from '../store/schema.ts';

/** A reference to a user: by id, or by name in an account that is given by id or name. */
export type UserReference =
  | { account: string; user: string }
  | { account_id: string; user: string }
  | { user_id: string };

/** The user with their account and password hash; undefined when there is none. */
export function findUser(store: Store, reference: UserReference) {
  const users = store
    .selectFrom('users')
    .innerJoin('accounts', 'accounts.account_id', 'users.account_id')
    .select(['users.user_id', 'users.name as user_name', 'users.password_hash'])
    .select(['accounts.account_id', 'accounts.name as account_name']);
  if ('user_id' in reference) return users.where('users.user_id', '=', reference.user_id).executeTakeFirst();
  const called = users.where('users.name', '=', reference.user);
  const one =
    'account_id' in reference
      ? called.where('accounts.account_id', '=', reference.account_id)
      : called.where('accounts.name', '=', reference.account);
  return one.executeTakeFirst();
}
