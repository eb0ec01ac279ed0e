import type { AffectedVersion } from './plan.ts';

/**
 * What became of one planned version. Nothing says more than is known: who took a version that our calls may have touched
 * is known only where an answer says so.
 */
export type Outcome =
  /**
   * Told by the registry, or (`list`) the answer was lost and the registry was found without it. `confirmed` once the
   * registry was asked afterwards, and does not have it.
   */
  | { outcome: 'deleted'; by: 'answer' | 'list'; confirmed: boolean }
  /**
   * It is not there any more, though no answer says that it was deleted: somebody else took it before our first call could
   * touch it, or (`not-known`) it went afterwards, by that call or by someone else. `confirmed` as above.
   */
  | { outcome: 'gone'; by: 'somebody-else' | 'not-known'; confirmed: boolean }
  /** Refused, with the registry's own code and message; `namesAnotherId` when the message names an id not the row's. */
  | { outcome: 'failed'; code: string; message: string; namesAnotherId: boolean }
  /** The registry said that it was deleted, and still has it, long after that. */
  | { outcome: 'still-there' }
  /** Not deleted: beyond the limit of a call, never sent, or (`still-listed`) sent, not told of, and listed still. */
  | { outcome: 'left'; because: 'limit' | 'not-sent' | 'still-listed' }
  /** A call was made for it and nothing certain came back. */
  | { outcome: 'unknown' };

/** Every outcome, in the order in which a receipt shows them: failures first. */
export const OUTCOMES = [
  'failed',
  'still-there',
  'unknown',
  'left',
  'gone',
  'deleted',
] as const satisfies readonly Outcome['outcome'][];
export type OutcomeName = (typeof OUTCOMES)[number];

/** A planned version and what became of it. */
export type ReportRow = AffectedVersion & Outcome;
