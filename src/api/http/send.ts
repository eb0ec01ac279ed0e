import { MARK_HEADER } from '../../../core/console-api/live/mark-header.ts';
import { addressOf, type Params } from '../prefetch/address-of.ts';
import { takeEarlyAnswer } from '../prefetch/prefetched.ts';
import { noteServerDate } from '../prefetch/server-clock.ts';
import { notePosition } from '../prefetch/stream-position.ts';

/** A request: query parameters, a body that is sent as JSON, and how long it may take (ms). */
export type Request = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  params?: Params;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  timeout?: number;
};

/** What came back, whatever its status; `data` is the JSON, or the text where it is none. */
export type Answer = { status: number; text: string; data: unknown };

/** Nothing came back, or not all of it. What was asked for may have been done all the same. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError';
  readonly isTimeout: boolean;

  constructor(isTimeout: boolean, cause: unknown) {
    super(isTimeout ? 'No answer came in time' : 'The connection failed', { cause });
    this.isTimeout = isTimeout;
  }
}

/** axios is not needed for the first screen, so it comes when somebody is about to do something: call it early. */
export const fetchWire = () => import('./axios-client.ts');

/**
 * Sends a request once, and reads its answer to the end.
 *
 * @throws NoAnswerError when there is none; what the signal gives as its reason when that ended it.
 */
export async function send(path: string, { body, ...request }: Request): Promise<Answer> {
  if (request.method === 'GET') {
    const early = await takeEarlyAnswer(addressOf(path, request.params));
    if (early) return answered(early.status, early.text);
  }
  const { wire, isTimeout } = await fetchWire().catch((error) => {
    throw new NoAnswerError(false, error);
  });
  const asked = Date.now();
  try {
    const { status, data, headers } = await wire.request<string>({ ...request, url: path, data: body });
    notePosition(headers[MARK_HEADER]);
    noteServerDate(headers['date'], asked, Date.now());
    return answered(status, data);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw new NoAnswerError(isTimeout(error), error);
  }
}

function answered(status: number, text: string): Answer {
  return { status, text, data: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
