/** From one size to another, both included; either may be left out: `500MB..2GB`, `500MB..`, `..1000`. */
export type SizeSpan = `${string}..${string}`;

/** Whether a text is such a span. */
export function isSizeSpan(text: string): text is SizeSpan {
  const ends = text.split('..').map((size) => (size === '' ? undefined : parseSize(size)));
  const [least = 0, most = Infinity] = ends;
  // What is no size is neither less than another nor more.
  return ends.length === 2 && text !== '..' && least <= most;
}

/** The units of sizes by their powers of a thousand, from none on. */
export const POWERS = ' kmgtp';

/**
 * A size as people write it, in bytes: `500 MB`, `1.5gb`, `2 GiB`, `1000`. NaN for what is none, or is beyond what a number
 * holds exactly. Without an `i` in powers of 1000, as sizes are shown.
 */
export function parseSize(text: string): number {
  const [, figure, unit = ' ', binary] =
    /^(\d{1,16}(?:[.,]\d{1,9})?)\s*(?:([kmgtp])(i?)b?|b|bytes?)?$/i.exec(text.trim()) ?? [];
  const bytes =
    Number(figure?.replace(',', '.')) * (binary ? 1024 : 1000) ** POWERS.indexOf(unit.toLowerCase());
  return Number.isSafeInteger(Math.round(bytes)) ? Math.round(bytes) : Number.NaN;
}
