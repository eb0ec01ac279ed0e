import { tellAccessEnded } from '../../events/access-ended.ts';
import { notifyRunChange } from '../../events/notify-change.ts';
import type { StoreTransaction } from '../../store/schema.ts';

/** How many credentials of a user were revoked that were still valid. A session's own token does not count as one. */
export type Ended = { sessions: number; tokens: number; keys: number };

/**
 * Revokes every credential of a user but their password: sessions, tokens, access keys, and the addresses of their feeds.
 * Their open streams end on commit.
 */
export async function endAccess(trx: StoreTransaction, user_id: string): Promise<Ended> {
  const ended = await endSessions(trx, user_id);
  const keys = await trx.deleteFrom('access_keys').where('user_id', '=', user_id).executeTakeFirst();
  await trx.deleteFrom('activity_feeds').where('user_id', '=', user_id).execute();
  return { ...ended, keys: Number(keys.numDeletedRows) };
}

/** Revokes all that a user signed in to, sessions and tokens, and has their runs wait; access keys stay. */
export async function endSessions(trx: StoreTransaction, user_id: string): Promise<Ended> {
  // Locks the row against `admit`, which shares it: no token is issued concurrently that would be missed here.
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
  await suspendRuns(trx, user_id);
  const now = Date.now();
  return {
    sessions: sessions.filter(({ expires_at }) => expires_at > now).length,
    tokens: tokens.filter(({ session_hash, expires_at }) => session_hash === null && expires_at > now).length,
    keys: 0,
  };
}

/**
 * Has the runs of a user wait for a sign-in: theirs, or that of a colleague who takes them over. Without a fencing token
 * (`runner`) nothing is sent for one that is carried out just now.
 */
async function suspendRuns(trx: StoreTransaction, user_id: string): Promise<void> {
  await trx
    .updateTable('runs')
    .set({ token_hash: null, sealed_login: null })
    .where('user_id', '=', user_id)
    .where('phase', '<>', 'over')
    .execute();
  await trx
    .updateTable('runs')
    .set({ phase: 'signed-out', runner: null, waiting: null })
    .where('user_id', '=', user_id)
    .where('phase', 'in', ['held', 'scheduled', 'queued', 'running'])
    .returning(({ ref }) => notifyRunChange(ref('project_id'), ref('deletion_id')))
    .execute();
}

/** The sum of two revocations. */
export function sumOf(first: Ended | undefined, second: Ended | undefined): Ended | undefined {
  if (!first || !second) return first ?? second;
  return {
    sessions: first.sessions + second.sessions,
    tokens: first.tokens + second.tokens,
    keys: first.keys + second.keys,
  };
}
