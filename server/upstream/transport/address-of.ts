import { UpstreamError } from './upstream-error.ts';

/** The parameters of a query. */
type Query = Readonly<Record<string, string | number | boolean>>;

/** Segments that clients and servers resolve, removing the one before. */
const DOT_SEGMENTS: ReadonlySet<string> = new Set(['', '.', '..']);

/**
 * The target of a request to a remote registry: a path of exactly these segments, and a query of exactly these values.
 * All of it is encoded here, and nowhere else an address of a remote registry is put together.
 *
 * @throws UpstreamError 0101 (bad request) for a segment that no address can hold: it would lead elsewhere.
 */
export function addressOf(segments: readonly string[], query: Query = {}): string {
  const path = segments.map((segment) => `/${encode(segment)}`).join('');
  const parameters = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return parameters.size > 0 ? `${path}?${parameters}` : path;
}

function encode(segment: string): string {
  if (!DOT_SEGMENTS.has(segment) && segment.isWellFormed()) return encodeURIComponent(segment);
  throw new UpstreamError(
    'ModelArts.0101',
    `Nothing was sent to the remote registry: no address can hold ${JSON.stringify(segment)}.`,
  );
}
