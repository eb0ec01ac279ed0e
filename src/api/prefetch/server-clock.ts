/** How far a clock is ahead of this browser's, in ms: from this to that. */
type Span = { from: number; to: number };

/** A Date header tells the second, not the moment in it. In ms. */
const SECOND_MS = 1_000;

let known: Span | undefined;

/**
 * What an answer tells of the gateway's clock: when it was dated, the clock had passed that second's beginning and not its
 * end, and here it was some time between asking and answer. Several answers together know more than each; one that
 * contradicts those before says that a clock was set.
 *
 * @param date the answer's Date header.
 * @param asked and @param answered when, by this browser's clock, in ms since the epoch.
 */
export function noteServerDate(date: unknown, asked: number, answered: number): void {
  const dated = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  if (!Number.isFinite(dated) || answered < asked) return;
  known = intersect(known, { from: dated - answered, to: dated + SECOND_MS - asked });
}

/** Now by the gateway's clock, as far as its answers told; else by the browser's. In ms since the epoch. */
export function serverNow(): number {
  return Date.now() + (known ? difference(known) : 0);
}

/** Both spans, where they meet; else the newer one. */
export function intersect(before: Span | undefined, now: Span): Span {
  if (!before) return now;
  const both = { from: Math.max(before.from, now.from), to: Math.min(before.to, now.to) };
  return both.from <= both.to ? both : now;
}

/** The most likely difference: none, when the clocks may be the same. */
export function difference({ from, to }: Span): number {
  return from <= 0 && to >= 0 ? 0 : Math.round((from + to) / 2);
}
