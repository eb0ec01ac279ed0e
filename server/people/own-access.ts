import type { AccessKey, OwnSessions } from '../../core/console-api/access/people.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';

/** Somebody's own sessions, newest first, and how many tokens they have beside. */
export async function listOwnSessions(
  store: Store,
  { user_id, session_hash }: Pick<Caller, 'user_id' | 'session_hash'>,
): Promise<OwnSessions> {
  const now = Date.now();
  const good = store
    .selectFrom('tokens')
    .where('tokens.user_id', '=', user_id)
    .where('tokens.expires_at', '>', now);
  const rows = await good
    .innerJoin('sessions', 'sessions.session_hash', 'tokens.session_hash')
    .leftJoin('projects', 'projects.project_id', 'tokens.project_id')
    .where('sessions.expires_at', '>', now)
    .select(['sessions.session_hash', 'sessions.created_at', 'sessions.seen_at', 'sessions.expires_at'])
    .select(['sessions.user_agent', 'sessions.address', 'projects.name as project_name'])
    .orderBy('sessions.created_at', 'desc')
    .orderBy('sessions.session_hash')
    .execute();
  const { tokens } = await good
    .where('tokens.session_hash', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('tokens'))
    .executeTakeFirstOrThrow();
  return {
    sessions: rows.map(({ session_hash: session_id, project_name, ...row }) => ({
      ...row,
      // A hash of what the browser has: who reads it cannot come in by it.
      session_id,
      is_this: session_id === session_hash,
      project_name: project_name ?? '',
    })),
    tokens,
  };
}

/** Somebody's own access keys, oldest first. */
export function listOwnKeys(store: Store, user_id: string): Promise<AccessKey[]> {
  return store
    .selectFrom('access_keys')
    .where('user_id', '=', user_id)
    .select(['access_key', 'created_at', 'last_used_at'])
    .orderBy('created_at')
    .orderBy('access_key')
    .execute();
}
