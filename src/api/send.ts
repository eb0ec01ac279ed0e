import axios, { isAxiosError } from 'axios';
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
export type Answer = { status: number; retryAfter: string | undefined; text: string; data: unknown };

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

/** Bodies are kept as they come, and every status is an answer: what they mean is for others to say. */
const wire = axios.create({
  timeout: READ_TIMEOUT,
  responseType: 'text',
  transformResponse: (text: string) => text,
  validateStatus: () => true,
});

/**
 * Sends a request once, and reads its answer to the end.
 *
 * @throws NoAnswerError when there is none; what the signal gives as its reason when that ended it.
 */
export async function send(path: string, { body, ...request }: Request): Promise<Answer> {
  try {
    const early = request.method === 'GET' && (await takeEarlyAnswer(addressOf(path, request.params)));
    if (early) return answered(early.status, await early.text());
    const { status, data, headers } = await wire.request<string>({ ...request, url: path, data: body });
    return answered(status, data, headers['retry-after']);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw new NoAnswerError(isAxiosError(error) && TIMEOUTS.has(error.code ?? ''), error);
  }
}

const TIMEOUTS: ReadonlySet<string> = new Set(['ECONNABORTED', 'ETIMEDOUT']);

function answered(status: number, text: string, retryAfter?: unknown): Answer {
  const told = typeof retryAfter === 'string' ? retryAfter : undefined;
  return { status, retryAfter: told, text, data: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
