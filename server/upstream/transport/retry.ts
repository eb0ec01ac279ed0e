import { setTimeout } from 'node:timers/promises';
import type { Dispatcher } from 'undici';

/** How long is waited between two tries, in ms: the shortest, doubled each time, and what an answer may ask for. */
export type RetryWaits = { shortest: number; longest: number };

/** How often something is asked again. */
const MAX_RETRIES = 2;

/** A remote registry that is overloaded or starts anew. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** A connection that was kept and is gone, or a remote registry that is not up yet. Source: Node.js, undici, errors. */
const PASSING_CODES: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'UND_ERR_SOCKET',
]);

/**
 * Asks for what changes nothing, and again when that may help. An answer that stays bad comes through as it is, and so
 * does one that asks for more patience than is reasonable here: whoever asked is told to wait.
 */
export async function askWithRetries(
  ask: () => Promise<Dispatcher.ResponseData>,
  { shortest, longest }: RetryWaits,
  signal?: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  for (let retries = 0; ; retries += 1) {
    const isLast = retries === MAX_RETRIES;
    const answer = await ask().catch((error: unknown) => {
      if (isLast || !mayPass(error)) throw error;
    });
    const wait = answer && PASSING_STATUSES.has(answer.statusCode) ? askedWait(answer) : undefined;
    if (answer && (isLast || !PASSING_STATUSES.has(answer.statusCode) || (wait ?? 0) > longest))
      return answer;
    await answer?.body.dump();
    await setTimeout(wait ?? shortest * 2 ** retries, undefined, signal && { signal });
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof Error && 'code' in error && PASSING_CODES.has(error.code);
}

/** What Retry-After asks for, in ms: seconds, or a date (RFC 9110). */
function askedWait({ headers }: Dispatcher.ResponseData): number | undefined {
  const asked = headers['retry-after'];
  if (typeof asked !== 'string') return undefined;
  const wait = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
