import { type Answer, readAnswer } from './answer.ts';

/**
 * How often in a row something may go wrong before the run halts, or (`changed`) before a name goes by single calls. A
 * list that can be read does not make up for calls that cannot be sent (`unsent`).
 */
export const MAX_CONSECUTIVE_FAILURES = {
  throttled: 8,
  unreachable: 8,
  unsent: 8,
  'signed-out': 3,
  doubt: 3,
  unsettled: 75,
  changed: 5,
} as const;

/** An answer ends whatever went wrong before it, but for what only the receipt can settle. */
export const NO_TROUBLE = { throttled: 0, unreachable: 0, unsent: 0, 'signed-out': 0, doubt: 0, changed: 0 };

/** In ms: the first and the longest wait of a growing row of them. */
export const SHORTEST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/** What a call may run into that is tried again. */
type Trouble = 'throttled' | 'unsent' | 'signed-out' | 'changed' | 'doubt';

/** Why a run is halted that has had too much of it. */
export const WHY = {
  throttled: 'throttled',
  unsent: 'unreachable',
  'signed-out': 'not-allowed',
  changed: 'doubt',
  doubt: 'doubt',
} as const satisfies Record<Trouble, string>;

/** What went wrong with a call; `doubt` where its answer may have told less than was done. */
export function troubleWith(answer: Answer): Trouble {
  const parsed = readAnswer(answer);
  if (parsed.kind !== 'retryable') return 'doubt';
  return parsed.because === 'unreachable' ? 'unsent' : parsed.because;
}

/** How long a throttled call waits, in ms: what the answer asks for, within bounds. */
export function waitFor({ retry_after }: Answer, count: number): number {
  return Math.min(retry_after === undefined ? growingWait(count) : retry_after * 1000, LONGEST_WAIT_MS);
}

/** How long to wait after so many failures in a row, in ms: each time twice as long, up to a quarter of a minute. */
export function growingWait(count: number): number {
  return Math.min(SHORTEST_WAIT_MS * 2 ** (count - 1), LONGEST_WAIT_MS / 4);
}
