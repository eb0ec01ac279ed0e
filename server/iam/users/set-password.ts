import type { Store, StoreTransaction } from '../../store/schema.ts';
import { hashPassword, verifyPassword } from '../sign-in/passwords.ts';
import { type Ended, endAccess } from './end-access.ts';

/** The hash of a password for a user: their current hash, where the password is their current one. */
export async function hashFor(store: Store, user_id: string | undefined, password: string): Promise<string> {
  const kept = user_id === undefined ? undefined : await hashOf(store, user_id);
  return kept !== undefined && (await verifyPassword(password, kept)) ? kept : hashPassword(password);
}

/**
 * Sets a user's password. A new one revokes their credentials, as the old one may be known to somebody else. Idempotent.
 *
 * @param password_hash as `hashFor` makes it.
 * @returns what was revoked; undefined when they had this password before.
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
