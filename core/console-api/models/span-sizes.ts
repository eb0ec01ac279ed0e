import { POWERS, parseSize, type SizeSpan } from './size-span.ts';

/** The sizes that a span is from and to, in bytes; undefined where it does not end. */
export function sizesOf(span: SizeSpan): { least: number | undefined; most: number | undefined } {
  const [least, most] = span.split('..').map((size) => (size ? parseSize(size) : undefined));
  return { least, most };
}

/** A size as an address says it: in the largest unit that says it whole, `500MB`. */
export function writeSize(bytes: number): string {
  for (let power = POWERS.length - 1; power > 0; power -= 1) {
    const unit = 1000 ** power;
    const letter = POWERS.charAt(power);
    if (bytes >= unit && bytes % unit === 0)
      return `${bytes / unit}${power === 1 ? letter : letter.toUpperCase()}B`;
  }
  return String(bytes);
}
