import { LRUCache } from 'lru-cache';
import type { Store, StoreTransaction } from '../../store/schema.ts';
import { seal, unseal } from '../sealed.ts';
import { hashSecret, randomSecret, revokeToken, type Token } from '../tokens/tokens.ts';

/** From where a session is opened: what the browser calls itself, and its address as the gateway sees it. */
type Origin = { user_agent: string | undefined; address: string };

/** The console's sessions: the browser has a random id, the gateway the IAM token, sealed under the secret. */
export type Sessions = {
  /** Opens a session for a token and answers its id. Removes expired sessions as well. */
  open: (token: Token, from?: Origin) => Promise<string>;
  /**
   * The token of a session; undefined when there is no such session. It may come from a cache: whether the session still
   * exists is checked by `readToken`.
   */
  tokenOf: (id: string) => Promise<string | undefined>;
  /** Ends the session and revokes its token. Idempotent. `note` writes it down, where there was a session to end. */
  end: (id: string, note?: (trx: StoreTransaction) => Promise<void>) => Promise<void>;
};

/** Sessions whose tokens are cached unsealed, least recently used out first. */
const MAX_UNSEALED = 1_000;

/** What is kept of what a browser calls itself, in characters: real ones say it in fewer. */
const MAX_USER_AGENT = 300;

/** @param secret 32 bytes that the tokens are sealed under. */
export function sessionsIn(store: Store, secret: Buffer): Sessions {
  const unsealed = new LRUCache<string, string>({ max: MAX_UNSEALED });

  async function tokenOf(id: string) {
    const session_hash = hashSecret(id);
    const known = unsealed.get(session_hash);
    if (known !== undefined) return known;
    const row = await store
      .selectFrom('sessions')
      .where('session_hash', '=', session_hash)
      .select('sealed_token')
      .executeTakeFirst();
    const token = row && unseal(secret, row.sealed_token);
    if (token !== undefined) unsealed.set(session_hash, token);
    return token;
  }

  return {
    tokenOf,
    async open({ token, issued_at, expires_at }, from) {
      await store.deleteFrom('sessions').where('expires_at', '<=', Date.now()).execute();
      const id = randomSecret();
      const session_hash = hashSecret(id);
      const row = { session_hash, sealed_token: seal(secret, token), created_at: issued_at, expires_at };
      const origin = { user_agent: from?.user_agent?.slice(0, MAX_USER_AGENT), address: from?.address };
      await store
        .insertInto('sessions')
        .values({ ...row, ...origin, seen_at: issued_at })
        .execute();
      const tokens = store.updateTable('tokens').where('token_hash', '=', hashSecret(token));
      await tokens.set({ session_hash }).execute();
      return id;
    },
    async end(id, note) {
      const token = await tokenOf(id);
      unsealed.delete(hashSecret(id));
      await store.transaction().execute(async (trx) => {
        const session = trx.deleteFrom('sessions').where('session_hash', '=', hashSecret(id));
        const { numDeletedRows } = await session.executeTakeFirst();
        if (token !== undefined) await revokeToken(trx, token);
        if (numDeletedRows > 0n) await note?.(trx);
      });
    },
  };
}
