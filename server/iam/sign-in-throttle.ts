import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../core/contract/errors.ts';
import { ApiError } from '../errors.ts';

/** Tries that one address may make at one user name in a minute before it has to wait. */
export const SIGN_IN_TRIES = 10;

const WINDOW = 60_000;

/** More than this many address and user pairs are not remembered; the oldest go first. */
const MAX_REMEMBERED = 10_000;

/** Lets a sign-in go on, or throws an ApiError with the code given; a sign-in that succeeds is forgiven. */
export type SignInThrottle = {
  admit: (request: FastifyRequest, reply: FastifyReply, userName: string, refusal: ErrorCode) => void;
  forgive: (request: FastifyRequest, userName: string) => void;
};

/**
 * Slows the guessing of passwords down. It counts tries when they begin, so that many at once do not slip through,
 * and in this process only: gateways side by side each allow as many.
 */
export function throttleSignIns(triesPerMinute: number): SignInThrottle {
  const tries = new Map<string, { count: number; until: number }>();
  const keyOf = (request: FastifyRequest, userName: string) => JSON.stringify([request.ip, userName]);

  return {
    admit(request, reply, userName, refusal) {
      const key = keyOf(request, userName);
      const now = Date.now();
      const known = tries.get(key);
      const current = known && known.until > now ? known : { count: 0, until: now + WINDOW };
      current.count += 1;
      tries.delete(key);
      tries.set(key, current);
      forgetOldest(tries);
      if (current.count <= triesPerMinute) return;

      const seconds = Math.ceil((current.until - now) / 1000);
      reply.header('retry-after', seconds);
      throw new ApiError(refusal, `Too many tries to sign in. Try again in ${seconds} s.`);
    },
    forgive(request, userName) {
      tries.delete(keyOf(request, userName));
    },
  };
}

function forgetOldest(tries: Map<string, unknown>) {
  for (const key of tries.keys()) {
    if (tries.size <= MAX_REMEMBERED) return;
    tries.delete(key);
  }
}
