/** From one size to another, both included; either may be left out: `500MB..2GB`, `500MB..`, `..1000`. */
export type SizeSpan = `${string}..${string}`;

/** Whether a text is such a span. */
export function isSizeSpan(text: string): text is SizeSpan {
  const [least, most, ...more] = text.split('..').map((size) => (size === '' ? undefined : parseSize(size)));
  const isEach = ![least, most].includes(Number.NaN);
  const isSome = least !== undefined || most !== undefined;
  return text.includes('..') && more.length === 0 && isEach && isSome && !((least ?? 0) > (most ?? Infinity));
}

/** The units of sizes by their powers of a thousand, from the first. */
export const POWERS = 'kmgtp';

/**
 * A size as people write it, in bytes: `500 MB`, `1.5gb`, `2 GiB`, `1000`. NaN for what is none, or is beyond what a number
 * holds exactly. Without an `i` in powers of 1000, as sizes are shown.
 */
export function parseSize(text: string): number {
  const found = /^(\d{1,16}(?:[.,]\d{1,9})?)\s*(?:([kmgtp])(i?)b?|b|bytes?)?$/i.exec(text.trim());
  if (!found) return Number.NaN;
  const [, figure = '', unit = '', binary = ''] = found;
  const power = unit === '' ? 0 : POWERS.indexOf(unit.toLowerCase()) + 1;
  const bytes = Math.round(Number(figure.replace(',', '.')) * (binary === '' ? 1000 : 1024) ** power);
  return Number.isSafeInteger(bytes) ? bytes : Number.NaN;
}
