import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import type { Target } from './actor.ts';

/**
 * Somebody of an account.
 *
 * @throws ApiError 0006 (not found) for who is of no account, and for who is of another.
 */
export async function findPerson(store: Store, account_id: string, user_id: string): Promise<Target> {
  const found = await store
    .selectFrom('users')
    .where('account_id', '=', account_id)
    .where('user_id', '=', user_id)
    .select(['user_id', 'name as user_name', 'account_id'])
    .executeTakeFirst();
  if (found) return found;
  throw new ApiError('Coppice.0006', 'There is nobody of this id in the account.');
}

/**
 * A project of an account.
 *
 * @throws ApiError 0006 (not found) for none, and for one of another account.
 */
export async function findOwnProject(
  store: Store,
  account_id: string,
  project_id: string,
): Promise<{ id: string; name: string }> {
  const found = await store
    .selectFrom('projects')
    .where('account_id', '=', account_id)
    .where('project_id', '=', project_id)
    .select(['project_id as id', 'name'])
    .executeTakeFirst();
  if (found) return found;
  throw new ApiError('Coppice.0006', 'There is no such project in the account.');
}
