import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';

/** Streams that one session, token or user of access keys may have open at one gateway: eight pages, and four that reload. */
export const STREAMS_PER_SESSION = 12;

/** Streams that one person may have open at one gateway, over all sessions. */
export const STREAMS_PER_PERSON = 48;

/** Counts the streams of each session and each person. */
export type StreamLimits = {
  /**
   * Takes a place for a stream, and answers what gives it back.
   *
   * @throws ApiError 0014 (quota) when all are taken.
   */
  take: (caller: Caller) => () => void;
};

/** Counters of this gateway alone: limits are per process. */
export function streamLimits(): StreamLimits {
  const open = new Map<string, number>();
  const count = (key: string, change: 1 | -1) => {
    const now = (open.get(key) ?? 0) + change;
    if (now === 0) open.delete(key);
    else open.set(key, now);
  };
  return {
    take({ user_id, token_hash }) {
      const person = `person ${user_id}`;
      // Signatures have no session of their own: those of a person count together.
      const session = `session ${token_hash ?? user_id}`;
      if ((open.get(session) ?? 0) >= STREAMS_PER_SESSION) throw refused(STREAMS_PER_SESSION, 'this session');
      if ((open.get(person) ?? 0) >= STREAMS_PER_PERSON) throw refused(STREAMS_PER_PERSON, 'this user');
      for (const key of [session, person]) count(key, 1);
      return () => {
        for (const key of [session, person]) count(key, -1);
      };
    },
  };
}

function refused(limit: number, whose: string): ApiError {
  return new ApiError(
    'Coppice.0014',
    `${limit} streams of changes of ${whose} are open, and more may not be. Close one, or a page of the console, and try again.`,
  );
}
