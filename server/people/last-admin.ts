import { ApiError } from '../errors.ts';
import type { StoreTransaction } from '../store/schema.ts';
import type { Act, Changing } from './actor.ts';

/**
 * Does something that may leave an account without an administrator, and tells whether it did. Two who take the role from
 * each other at the same moment take turns, and the second one is refused.
 *
 * @throws ApiError 0021 (last administrator) where they have to stay; nothing was done then.
 */
export async function watchingAdmins<T extends object>(
  trx: StoreTransaction,
  { account_id, lastAdmin }: { account_id: string } & Pick<Changing, 'lastAdmin'>,
  act: Act<T>,
): Promise<T & { hasLostAdmin: boolean }> {
  await trx
    .selectFrom('accounts')
    .where('account_id', '=', account_id)
    .select('account_id')
    .forNoKeyUpdate()
    .execute();
  const had = await hasAdmin(trx, account_id);
  const done = await act(trx);
  const hasLostAdmin = had && !(await hasAdmin(trx, account_id));
  if (hasLostAdmin && lastAdmin === 'stays') {
    throw new ApiError('Coppice.0021', 'The account would have no administrator any more.');
  }
  return { ...done, hasLostAdmin };
}

async function hasAdmin(trx: StoreTransaction, account_id: string): Promise<boolean> {
  const admin = await trx
    .selectFrom('memberships')
    .innerJoin('users', 'users.user_id', 'memberships.user_id')
    .where('users.account_id', '=', account_id)
    .where('memberships.role', '=', 'admin')
    .select('users.user_id')
    .limit(1)
    .executeTakeFirst();
  return admin !== undefined;
}
