import { addressOf, type Params } from '../early/address-of.ts';
import { takeEarlyAnswer } from '../early/early-answers.ts';

/** A request: query parameters, a body that is sent as JSON, and how long it may take (ms). */
export type Request = {
  method: 'GET' | 'POST' | 'DELETE';
  params?: Params;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  timeout?: number;
};

/** What came back, whatever its status; `data` is the JSON, or the text where it is none. */
export type Answer = { status: number; headers: Headers; text: string; data: unknown };

/** Nothing came back, or not all of it. What was asked for may have been done all the same. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError';
  readonly isTimeout: boolean;

  constructor(isTimeout: boolean, cause: unknown) {
    super(isTimeout ? 'No answer came in time' : 'The connection failed', { cause });
    this.isTimeout = isTimeout;
  }
}

/** How long a read may take; a deletion has its own limit. In ms. */
const READ_TIMEOUT = 30_000;

/**
 * Sends a request once, and reads its answer to the end.
 *
 * @throws NoAnswerError when there is none; what the signal gives as its reason when that ended it.
 */
export async function send(path: string, request: Request): Promise<Answer> {
  const { signal, timeout = READ_TIMEOUT } = request;
  const [address, init] = [addressOf(path, request.params), toInit(request)];
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, timeout);
  signal?.addEventListener('abort', end);
  try {
    const early = request.method === 'GET' ? await takeEarlyAnswer(address) : undefined;
    const response = early ?? (await fetch(address, { ...init, signal: ending.signal }));
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, data: parse(text) };
  } catch (error) {
    signal?.throwIfAborted();
    throw new NoAnswerError(ending.signal.aborted, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

function toInit({ method, body, headers }: Request): RequestInit {
  if (body === undefined) return { method, headers: { ...headers } };
  return { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
