import { tellAccessEnded } from '../../events/access-ended.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import type { Caller } from '../caller.ts';
import type { Ended } from './end-access.ts';

/** Ends one session of a user; answers whether there was one. Streams that are open by it end on commit. */
export async function endOneSession(
  trx: StoreTransaction,
  user_id: string,
  session_hash: string,
): Promise<boolean> {
  const removed = await trx
    .deleteFrom('tokens')
    .where('user_id', '=', user_id)
    .where('session_hash', '=', session_hash)
    .returning(tellAccessEnded(user_id))
    .executeTakeFirst();
  if (!removed) return false;
  await trx.deleteFrom('sessions').where('session_hash', '=', session_hash).execute();
  return true;
}

/** Ends all that somebody signed in to, sessions and tokens, but what they ask by. Their runs go on: they are still here. */
export async function endOtherSessions(
  trx: StoreTransaction,
  { user_id, token_hash = '' }: Pick<Caller, 'user_id' | 'token_hash'>,
): Promise<Ended> {
  const tokens = await trx
    .deleteFrom('tokens')
    .where('user_id', '=', user_id)
    .where('token_hash', '<>', token_hash)
    .returning(['session_hash', 'expires_at'])
    .returning(tellAccessEnded(user_id))
    .execute();
  const hashes = tokens.flatMap(({ session_hash }) => session_hash ?? []);
  if (hashes.length > 0) await trx.deleteFrom('sessions').where('session_hash', 'in', hashes).execute();
  const good = tokens.filter(({ expires_at }) => expires_at > Date.now());
  const sessions = good.filter(({ session_hash }) => session_hash !== null).length;
  return { sessions, tokens: good.length - sessions, keys: 0 };
}

/**
 * Sets somebody's own password, which they had to know. As in `setPassword` a new one revokes their credentials; what they
 * ask by stays.
 *
 * @param password_hash as `hashFor` makes it.
 * @returns what was revoked; undefined when they had this password before.
 */
export async function setOwnPassword(
  trx: StoreTransaction,
  caller: Pick<Caller, 'user_id' | 'token_hash'>,
  password_hash: string,
): Promise<Ended | undefined> {
  const { user_id } = caller;
  const changed = await trx
    .updateTable('users')
    .set({ password_hash })
    .where('user_id', '=', user_id)
    .where('password_hash', '<>', password_hash)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return undefined;
  const ended = await endOtherSessions(trx, caller);
  const keys = await trx.deleteFrom('access_keys').where('user_id', '=', user_id).executeTakeFirst();
  return { ...ended, keys: Number(keys.numDeletedRows) };
}
