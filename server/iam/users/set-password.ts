import type { Store, StoreTransaction } from '../../store/schema.ts';
import { hashPassword, verifyPassword } from '../sign-in/passwords.ts';
import { type Ended, endAccess } from './end-access.ts';

/** The hash of a password for somebody: the one that they have, where the password is the one that they have. */
export async function hashFor(store: Store, user_id: string | undefined, password: string): Promise<string> {
  const kept = user_id === undefined ? undefined : await hashOf(store, user_id);
  return kept !== undefined && (await verifyPassword(password, kept)) ? kept : hashPassword(password);
}

/**
 * Gives somebody a password. A new one ends all that they were let in with before: it may be new because somebody else
 * knew the old one.
 *
 * @param password_hash as `hashFor` makes it.
 * @returns what ended; undefined when they had this password before.
 */
export async function setPassword(
  trx: StoreTransaction,
  user_id: string,
  password_hash: string,
): Promise<Ended | undefined> {
  const changed = await trx
    .updateTable('users')
    .set({ password_hash })
    .where('user_id', '=', user_id)
    .where('password_hash', '<>', password_hash)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n ? endAccess(trx, user_id) : undefined;
}

async function hashOf(store: Store, user_id: string): Promise<string | undefined> {
  const user = store.selectFrom('users').where('user_id', '=', user_id).select('password_hash');
  return (await user.executeTakeFirst())?.password_hash;
}
