/** What a query may say. */
export type Params = Record<string, string | number | boolean>;

/** A path with its query. */
export function addressOf(path: string, params: Params = {}): string {
  const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]));
  return query.size > 0 ? `${path}?${query}` : path;
}
