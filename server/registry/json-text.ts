/**
 * The value of a field that the API documents as JSON in a string, always as valid JSON: clients parse it, and reject the
 * whole answer when that fails. Valid JSON stays as it is; other text becomes a JSON string, so that nothing of it is lost.
 * Source: contract.md, Detail.
 *
 * @param value as it is stored.
 * @param empty the JSON for a value that is absent or empty.
 */
export function jsonText(value: unknown, empty: '{}' | '[]'): string {
  if (value === undefined || value === null) return empty;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value.trim() === '') return empty;
  return parseJson(value) === undefined ? JSON.stringify(value) : value;
}

/** Parses JSON; undefined when it is not valid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
