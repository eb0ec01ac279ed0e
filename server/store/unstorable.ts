/** Deeper than any value of the API; far from where a recursive function would run out of stack. */
const MAX_DEPTH = 64;

/**
 * Why PostgreSQL could not store a JSON value: text with a NUL character or half a surrogate pair, or nesting
 * without end. Undefined when it can.
 */
export function whyUnstorable(value: unknown): string | undefined {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return `is nested more than ${MAX_DEPTH} levels deep`;
    if (level.some(isBadText)) return 'holds a NUL character or half a surrogate pair';
    level = level.flatMap(partsOf);
  }
  return undefined;
}

function isBadText(value: unknown): boolean {
  return typeof value === 'string' && (value.includes('\0') || !value.isWellFormed());
}

function partsOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value) ? value : Object.entries(value).flat();
}
