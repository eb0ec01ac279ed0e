/**
 * What a field that the API documents as JSON in a string says, so that it always is: clients parse it, and drop all of
 * an answer when that fails. What is JSON already stays as it is; text that is none becomes a JSON string, so that
 * nothing of it is lost. Source: contract.md, Detail.
 *
 * @param value as somebody stored it.
 * @param empty what it says where there is nothing.
 */
export function jsonText(value: unknown, empty: '{}' | '[]'): string {
  if (value === undefined || value === null) return empty;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value.trim() === '') return empty;
  return parseJson(value) === undefined ? JSON.stringify(value) : value;
}

/** What a text of JSON says; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
