/** What a query may say; what is said several times, as a list. */
export type Params = Record<string, string | number | boolean | readonly string[]>;

/** A path with its query. */
export function addressOf(path: string, params: Params = {}): string {
  const said = Object.entries(params).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, String(one)]),
  );
  const query = new URLSearchParams(said);
  return query.size > 0 ? `${path}?${query}` : path;
}
