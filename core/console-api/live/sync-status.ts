import * as z from 'zod';

/**
 * A row of the remote registry that could not be read, and what is wrong with it, in words for a person. One that is about
 * services may be in the way of any model.
 */
export const Unreadable = z.object({
  what: z.string(),
  why: z.string(),
  about: z.literal('services').optional(),
});
export type Unreadable = z.infer<typeof Unreadable>;

/** Why a reading of the remote registry came to no end: an error code, ours or the remote's, and its message. */
export const SyncProblem = z.object({ code: z.string(), message: z.string() });
export type SyncProblem = z.infer<typeof SyncProblem>;

/**
 * Answer of `GET /api/mirror`: how old the lists are that the console shows of a remote registry. Times in ms since the
 * epoch. A registry of the gateway's own has no mirror: 404.
 */
export const SyncStatus = z.object({
  /** When the reading began that the lists are from; null before the first one came to its end. */
  read_at: z.number().nullable(),
  /** The reading that goes on now, and what it has read so far. */
  reading: z
    .object({ begun_at: z.number(), names: z.number(), versions: z.number(), services: z.number() })
    .nullable(),
  /** Rows that the last reading could not make sense of; the first hundred of them. */
  unreadable: z.array(Unreadable),
  /**
   * Whether every service was read to its end, with what it uses: only then is a model not in use because no service is
   * known that uses it.
   */
  are_services_known: z.boolean(),
  problem: SyncProblem.nullable(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;
