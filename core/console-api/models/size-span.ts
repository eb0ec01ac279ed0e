/** From one size to another, both included; either may be left out: `500MB..2GB`, `500MB..`, `..1000`. */
export type SizeSpan = `${string}..${string}`;

/** Whether a text is such a span. */
export function isSizeSpan(text: string): text is SizeSpan {
  const [least, most, ...more] = text.split('..').map((size) => (size === '' ? undefined : parseSize(size)));
  const isEach = ![least, most].includes(Number.NaN);
  const isSome = least !== undefined || most !== undefined;
  return text.includes('..') && more.length === 0 && isEach && isSome && !((least ?? 0) > (most ?? Infinity));
}

/** The sizes that a span is from and to, in bytes; undefined where it does not end. */
export function sizesOf(span: SizeSpan): { least: number | undefined; most: number | undefined } {
  const [least, most] = span.split('..').map((size) => (size ? parseSize(size) : undefined));
  return { least, most };
}

const POWERS = 'kmgtp';

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

/** A size as an address says it: in the largest unit that says it whole, `500MB`. */
export function writeSize(bytes: number): string {
  for (let power = POWERS.length; power > 0; power -= 1) {
    const unit = 1000 ** power;
    if (bytes >= unit && bytes % unit === 0)
      return `${bytes / unit}${POWERS.charAt(power - 1).replace(/[^k]/, (letter) => letter.toUpperCase())}B`;
  }
  return String(bytes);
}
