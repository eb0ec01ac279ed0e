import type { AffectedVersion } from './plan.ts';

/** What became of one planned version. */
export type Outcome =
  /** Told by the registry, or (`list`) the answer was lost and the registry was found without it: by a list, or a 404. */
  | { outcome: 'deleted'; by: 'answer' | 'list' }
  /** It was there when the plan was made and gone before a call of ours reached it: somebody else deleted it. */
  | { outcome: 'gone' }
  /** Refused, with the registry's own code and message; `namesAnotherId` when the message names an id not the row's. */
  | { outcome: 'failed'; code: string; message: string; namesAnotherId: boolean }
  /** Not deleted: beyond the limit of a call, never sent, or (`still-listed`) sent, unanswered, and listed still. */
  | { outcome: 'left'; because: 'limit' | 'not-sent' | 'still-listed' }
  /** A call was made for it and nothing certain came back. */
  | { outcome: 'unknown' };

export const OUTCOMES = [
  'failed',
  'unknown',
  'left',
  'gone',
  'deleted',
] as const satisfies readonly Outcome['outcome'][];
export type OutcomeName = (typeof OUTCOMES)[number];

export type ReportRow = AffectedVersion & Outcome;
