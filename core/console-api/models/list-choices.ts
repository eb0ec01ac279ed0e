// What the list of models can be filtered and sorted by, beside text, in the order in which it is offered. They are in
// a file of their own, as the console's first screen needs them without the schemas of queries.

/** How a version is used: by a service that runs, only by services that are at rest (`isAtRest`), or by none. */
export const USES = ['running', 'at-rest', 'no'] as const;
export type Use = (typeof USES)[number];

/** What is asked of its use: whether any service uses it, or how. */
export const IN_USE = ['yes', ...USES] as const;
export type InUse = (typeof IN_USE)[number];

/** Whether a version, or its whole name, is protected. */
export const PROTECTED = ['yes', 'no'] as const;

/** A version may be asked to be beyond so many of the newest of its name at most: their places are kept up to there. */
export const MAX_NOT_IN_NEWEST = 50;

/** How many owners a list can be of, and how long the id of one may be. */
export const MAX_OWNERS = 50;
export const MAX_OWNER_LENGTH = 255;

/** How old a version is. */
export const CREATED = ['week', 'month', 'year', 'older'] as const;

/**
 * A span of days in which a version was created: from the first, and before the second, each in UTC; either may be left out:
 * `2026-06-01..2026-08-24`, `..2024-11-25`.
 */
export type CreatedSpan = `${string}..${string}`;

/** Whether a text is such a span. */
export function isCreatedSpan(text: string): text is CreatedSpan {
  const ends = text.split('..').map((day) => (day === '' ? undefined : startOfDay(day)));
  const [from = -Infinity, to = Infinity] = ends;
  // What is no day is neither before another nor after.
  return ends.length === 2 && text !== '..' && from < to;
}

/** When a span begins and ends, in ms since the epoch; undefined where it does not. */
export function boundsOf(span: CreatedSpan): { from: number | undefined; to: number | undefined } {
  const [from, to] = span.split('..').map((day) => (day ? startOfDay(day) : undefined));
  return { from, to };
}

/** In ms since the epoch; NaN for what is no day. */
function startOfDay(day: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
}

/** What the list can be sorted by, and in which directions. */
export const SORT_COLUMNS = ['name', 'versions', 'size', 'created'] as const;
export const SORT_DIRECTIONS = ['asc', 'desc'] as const;
