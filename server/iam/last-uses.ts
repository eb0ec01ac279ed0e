import { type SqlBool, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Store } from '../store/schema.ts';

/** What a request came with: whose it was, and the session or the access key that let it in, if it was one of the two. */
export type Use = { user_id: string; session_hash?: string; access_key?: string };

/** Notes when people, their sessions and their access keys were last used. */
export type LastUses = {
  /** Remembers a use; it is written soon after, and nobody waits for it. */
  note: (use: Use) => void;
  /** Writes what is not written yet. */
  flush: () => Promise<void>;
};

/** A use that comes so soon after one that was noted is not. In ms. */
export const NOTED_EVERY_MS = 60_000;

/** Uses within so long are written together. In ms. */
const GATHERED_MS = 300;

/** How many people, sessions and keys are remembered as just noted; one that is forgotten is written once more. */
const MAX_REMEMBERED = 20_000;

/**
 * Notes last uses, each person, session and key at most once a minute, however many requests they make.
 *
 * @param onTrouble is told of uses that could not be written; the next ones are tried again.
 */
export function noteLastUses(store: Store, onTrouble: (error: unknown) => void): LastUses {
  const noted = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: NOTED_EVERY_MS });
  let pending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function remember(kind: Kind, id: string | undefined): void {
    const key = `${kind} ${id}`;
    if (id === undefined || noted.has(key)) return;
    noted.set(key, true);
    pending.add(key);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const keys = [...pending];
    pending = new Set();
    const idsOf = (kind: Kind) =>
      keys.filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1));
    try {
      await writeUses(
        store,
        { users: idsOf('user'), sessions: idsOf('session'), keys: idsOf('key') },
        Date.now(),
      );
    } catch (error) {
      for (const key of keys) noted.delete(key);
      onTrouble(error);
    }
  }

  return {
    note({ user_id, session_hash, access_key }) {
      remember('user', user_id);
      remember('session', session_hash);
      remember('key', access_key);
      if (pending.size > 0) timer ??= setTimeout(flush, GATHERED_MS).unref();
    },
    flush,
  };
}

type Kind = 'user' | 'session' | 'key';

type Used = Record<'users' | 'sessions' | 'keys', readonly string[]>;

/** Other gateways note uses too: what one of them has just written, or writes now, is left alone. */
async function writeUses(store: Store, { users, sessions, keys }: Used, now: number): Promise<void> {
  const isOld = (at: string) => sql<SqlBool>`coalesce(${sql.ref(at)}, 0) < ${now - NOTED_EVERY_MS / 2}`;
  if (users.length > 0) {
    const old = store.selectFrom('users').select('user_id').where('user_id', 'in', users);
    const free = old.where(isOld('seen_at')).forNoKeyUpdate().skipLocked();
    await store.updateTable('users').set({ seen_at: now }).where('user_id', 'in', free).execute();
  }
  if (sessions.length > 0) {
    const old = store.selectFrom('sessions').select('session_hash').where('session_hash', 'in', sessions);
    const free = old.where(isOld('seen_at')).forNoKeyUpdate().skipLocked();
    await store.updateTable('sessions').set({ seen_at: now }).where('session_hash', 'in', free).execute();
  }
  if (keys.length > 0) {
    const old = store.selectFrom('access_keys').select('access_key').where('access_key', 'in', keys);
    const free = old.where(isOld('last_used_at')).forNoKeyUpdate().skipLocked();
    await store
      .updateTable('access_keys')
      .set({ last_used_at: now })
      .where('access_key', 'in', free)
      .execute();
  }
}
