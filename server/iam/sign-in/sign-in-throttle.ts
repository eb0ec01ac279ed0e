import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { ErrorCode } from '../../../core/contract/errors.ts';
import { ApiError } from '../../errors.ts';
import type { Store } from '../../store/schema.ts';
import { networkOf } from './network-of.ts';

/** Tries that one address may make at one user name in a minute before it has to wait. */
export const SIGN_IN_TRIES = 10;

/** How many tries of one address at different users wait together: as many as those at so many users by themselves. */
export const USERS_PER_ADDRESS = 10;

/** More than this many addresses, and pairs of address and user, are not remembered; the oldest go first. */
export const MAX_REMEMBERED = 10_000;

const WINDOW_MS = 60_000;

/** Lets a sign-in go on, or throws an ApiError with the code given; a sign-in that succeeds is forgiven. */
export type SignInThrottle = {
  admit: (
    request: FastifyRequest,
    reply: FastifyReply,
    userName: string,
    refusal: ErrorCode,
  ) => Promise<void>;
  forgive: (request: FastifyRequest, userName: string) => Promise<void>;
};

/**
 * Slows the guessing of passwords down. It counts tries when they begin, so that many at once do not slip through, and
 * in the database, so that gateways side by side allow no more than one does.
 */
export function throttleSignIns(store: Store, triesPerMinute: number): SignInThrottle {
  return {
    async admit(request, reply, userName, refusal) {
      const now = Date.now();
      await forget(store, now);
      const atUser = await countTry(store, hashOf(request, userName), now);
      if (atUser.count > triesPerMinute) refuse(atUser.expires_at);
      // Counted after it: whoever goes on at one user does not use up what others of the same address have.
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

/** Of the same size however long a user name is sent. */
function hashOf(request: FastifyRequest, userName?: string): string {
  return createHash('sha256')
    .update(JSON.stringify([networkOf(request.ip), userName]))
    .digest('hex');
}

/** Counts one try more in its window, or opens a new one. One statement: of many at once each gets its own count. */
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

/** Removes what is over, and the oldest where the two of this try would be more than are remembered. Those that another gateway removes are left to it. */
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
