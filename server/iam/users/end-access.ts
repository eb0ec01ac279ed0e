import { tellAccessEnded } from '../../events/access-ended.ts';
import type { StoreTransaction } from '../../store/schema.ts';

/** What ended of somebody's access, as far as it would still have been good. A session's own token is not one of the tokens. */
export type Ended = { sessions: number; tokens: number; keys: number };

/**
 * Ends all that lets somebody in but their password: sessions, tokens and access keys now, and what is streamed to them as
 * soon as the transaction is committed.
 */
export async function endAccess(trx: StoreTransaction, user_id: string): Promise<Ended> {
  // Whoever is let in at this moment (admit.ts) has the row, or waits for it: no token is made that is not found here.
  await trx
    .selectFrom('users')
    .where('user_id', '=', user_id)
    .select(tellAccessEnded(user_id))
    .forUpdate()
    .execute();
  const built = trx.selectFrom('tokens').where('user_id', '=', user_id).select('session_hash');
  const sessions = await trx
    .deleteFrom('sessions')
    .where('session_hash', 'in', built)
    .returning('expires_at')
    .execute();
  const tokens = await trx
    .deleteFrom('tokens')
    .where('user_id', '=', user_id)
    .returning(['session_hash', 'expires_at'])
    .execute();
  const keys = await trx.deleteFrom('access_keys').where('user_id', '=', user_id).executeTakeFirst();
  const now = Date.now();
  return {
    sessions: sessions.filter(({ expires_at }) => expires_at > now).length,
    tokens: tokens.filter(({ session_hash, expires_at }) => session_hash === null && expires_at > now).length,
    keys: Number(keys.numDeletedRows),
  };
}

/** What ended in one go after the other. */
export function sumOf(first: Ended | undefined, second: Ended | undefined): Ended | undefined {
  if (!first || !second) return first ?? second;
  return {
    sessions: first.sessions + second.sessions,
    tokens: first.tokens + second.tokens,
    keys: first.keys + second.keys,
  };
}
