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
