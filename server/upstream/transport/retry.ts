import { setTimeout } from 'node:timers/promises';
import type { Dispatcher } from 'undici';

/** The backoff before a retry, in ms: the shortest, which doubles each time, and the longest that Retry-After may ask for. */
export type RetryWaits = { shortest: number; longest: number };

/** How many times a request is retried. */
const MAX_RETRIES = 2;

/** A remote registry that is overloaded or restarts. */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** A kept-alive connection that is gone, or a remote registry that is not up yet. Source: Node.js, undici, errors. */
const TRANSIENT_CODES: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'UND_ERR_SOCKET',
]);

/**
 * Asks for what changes nothing, and retries with exponential backoff what is transient. An answer that stays bad comes
 * through as it is, and so does one whose Retry-After is longer than is reasonable here, for the client to wait.
 *
 * @throws what `ask` throws, or an AbortError when the signal is aborted before a retry.
 */
export async function askWithRetries(
  ask: () => Promise<Dispatcher.ResponseData>,
  { shortest, longest }: RetryWaits,
  signal?: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  for (let retries = 0; ; retries += 1) {
    const isLast = retries === MAX_RETRIES;
    const answer = await ask().catch((error: unknown) => {
      if (isLast || !isTransient(error)) throw error;
    });
    const wait = answer && TRANSIENT_STATUSES.has(answer.statusCode) ? retryAfter(answer) : undefined;
    if (answer && (isLast || !TRANSIENT_STATUSES.has(answer.statusCode) || (wait ?? 0) > longest))
      return answer;
    await answer?.body.dump();
    await setTimeout(wait ?? shortest * 2 ** retries, undefined, signal && { signal });
  }
}

function isTransient(error: unknown): boolean {
  return error instanceof Error && 'code' in error && TRANSIENT_CODES.has(error.code);
}

/** What Retry-After asks for, in ms: seconds, or a date (RFC 9110). */
function retryAfter({ headers }: Dispatcher.ResponseData): number | undefined {
  const asked = headers['retry-after'];
  if (typeof asked !== 'string') return undefined;
  const wait = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
