import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { ErrorCode } from '../../../core/contract/errors.ts';
import { ApiError } from '../../errors.ts';
import type { Store } from '../../store/schema.ts';
import { networkOf } from './network-of.ts';

/** Tries per minute of one address at one user name. */
export const SIGN_IN_TRIES = 10;

/** One address has so many times that limit over all user names. */
export const USERS_PER_ADDRESS = 10;

/** Counters that are kept, of addresses and of pairs of address and user; the oldest are evicted. */
export const MAX_REMEMBERED = 10_000;

const WINDOW_MS = 60_000;

/** Rate limit of sign-ins, by the client's network and user name. */
export type SignInThrottle = {
  /**
   * Counts a try before it is made.
   *
   * @throws ApiError of the code `refusal` beyond the limit, with a Retry-After header on the reply.
   */
  admit: (
    request: FastifyRequest,
    reply: FastifyReply,
    userName: string,
    refusal: ErrorCode,
  ) => Promise<void>;
  /** Takes the tries at a user name back after a sign-in that succeeded. */
  forgive: (request: FastifyRequest, userName: string) => Promise<void>;
};

/**
 * Rate-limits sign-ins against password guessing, in fixed windows of a minute. Tries are counted when they begin, so that
 * concurrent ones do not slip through, and in the database, so that replicas share one limit.
 */
export function throttleSignIns(store: Store, triesPerMinute: number): SignInThrottle {
  return {
    async admit(request, reply, userName, refusal) {
      const now = Date.now();
      await forget(store, now);
      const atUser = await countTry(store, hashOf(request, userName), now);
      if (atUser.count > triesPerMinute) refuse(atUser.expires_at);
      // Counted second: tries beyond one user's limit do not use up the limit of the address.
      const atAny = await countTry(store, hashOf(request), now);
      if (atAny.count > triesPerMinute * USERS_PER_ADDRESS) refuse(atAny.expires_at);

      function refuse(expires_at: number): never {
        const seconds = Math.ceil((expires_at - now) / 1000);
        reply.header('retry-after', seconds);
        throw new ApiError(refusal, `Too many tries to sign in. Try again in ${seconds} s.`);
      }
    },
    async forgive(request, userName) {
      await store.deleteFrom('sign_in_tries').where('try_hash', '=', hashOf(request, userName)).execute();
      await uncountTry(store, hashOf(request));
    },
  };
}

/** The key of a counter; hashed, so that it is short however long the user name is. */
function hashOf(request: FastifyRequest, userName?: string): string {
  return createHash('sha256')
    .update(JSON.stringify([networkOf(request.ip), userName]))
    .digest('hex');
}

/** Counts a try in its window, or in a new one. One atomic statement: concurrent tries each get a count of their own. */
function countTry(store: Store, try_hash: string, now: number) {
  const first = { try_hash, count: 1, expires_at: now + WINDOW_MS };
  return store
    .insertInto('sign_in_tries')
    .values(first)
    .onConflict((conflict) =>
      conflict.column('try_hash').doUpdateSet(({ eb, ref }) => {
        const isOver = eb('sign_in_tries.expires_at', '<=', now);
        const oneMore = eb('sign_in_tries.count', '+', 1);
        return {
          count: eb.case().when(isOver).then(first.count).else(oneMore).end(),
          expires_at: eb
            .case()
            .when(isOver)
            .then(first.expires_at)
            .else(ref('sign_in_tries.expires_at'))
            .end(),
        };
      }),
    )
    .returning(['count', 'expires_at'])
    .executeTakeFirstOrThrow();
}

/** Takes one try back. */
async function uncountTry(store: Store, try_hash: string): Promise<void> {
  const row = store.updateTable('sign_in_tries').where('try_hash', '=', try_hash);
  await row.set(({ eb }) => ({ count: eb('count', '-', 1) })).execute();
  await store.deleteFrom('sign_in_tries').where('try_hash', '=', try_hash).where('count', '<', 1).execute();
}

/** Removes counters that are over, and evicts the oldest to make room for the two of this try. Skips rows that another gateway has locked. */
async function forget(store: Store, now: number): Promise<void> {
  await sql`
    delete from sign_in_tries where try_hash in (
      select try_hash from sign_in_tries
      where expires_at <= ${now} or expires_at <= (
        select expires_at from sign_in_tries order by expires_at desc offset ${MAX_REMEMBERED - 2} limit 1
      )
      for update skip locked
    )
  `.execute(store);
}
