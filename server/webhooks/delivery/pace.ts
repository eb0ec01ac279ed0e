/** How a webhook is tried. Times in ms. */
export type WebhookPace = {
  /** How long a receiver may take. */
  timeout: number;
  /** How long is waited after so many tries; undefined when that was the last one. */
  waitAfter: (tries: number) => number | undefined;
  /** After so long without anything getting through, nothing is sent any more. */
  givesUpAfter: number;
};

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** Each wait is so many times the one before. */
const GROWTH = 3;
/** So that what failed together is not tried together again. */
const JITTER = 0.2;

/** With these waits, over about three days. */
export const MAX_TRIES = 12;

export const USUAL_PACE: WebhookPace = {
  timeout: 10_000,
  waitAfter: (tries) => waitAfter(tries, Math.random()),
  givesUpAfter: 5 * 24 * 3_600_000,
};

/** @param chance from 0 to 1. */
export function waitAfter(tries: number, chance: number): number | undefined {
  if (tries >= MAX_TRIES) return undefined;
  const wait = Math.min(FIRST_WAIT_MS * GROWTH ** (tries - 1), LONGEST_WAIT_MS);
  return Math.round(wait * (1 - JITTER + 2 * JITTER * chance));
}
