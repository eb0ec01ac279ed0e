import { UpstreamError } from './upstream-error.ts';

/** What a query says. */
type Query = Readonly<Record<string, string | number | boolean>>;

/** A browser or a server would tidy these away, and the segments before them with it. */
const MOVES: ReadonlySet<string> = new Set(['', '.', '..']);

/**
 * The target of a request to a remote registry: a path of exactly these segments, and a query of exactly these values.
 * Each is encoded here, and nowhere else an address of a remote registry is put together.
 *
 * @throws UpstreamError 0101 for a segment that no address can hold: it would lead elsewhere.
 */
export function addressOf(segments: readonly string[], query: Query = {}): string {
  const path = segments.map((segment) => `/${encode(segment)}`).join('');
  const said = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return said.size > 0 ? `${path}?${said}` : path;
}

function encode(segment: string): string {
  if (!MOVES.has(segment) && segment.isWellFormed()) return encodeURIComponent(segment);
  throw new UpstreamError(
    'ModelArts.0101',
    `Nothing was sent to the remote registry: no address can hold ${JSON.stringify(segment)}.`,
  );
}
