import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, errors } from 'undici';
import type { TryProblem } from '../../../core/console-api/activity/webhooks.ts';
import { causeOf, TIMED_OUT, UNTRUSTED } from '../../upstream/transport/upstream-error.ts';
import { AddressRefused, type WebhookGuard } from '../guard/webhook-guard.ts';

/** What came of a request. */
export type Sent = {
  status: number | null;
  /** Null when it was delivered. */
  problem: TryProblem | null;
  /** How the answer began. */
  response: string;
  /** In ms. */
  took: number;
  /** What the receiver asks to wait, in ms. */
  retryAfter: number | undefined;
};

/** How much of an answer is kept, in bytes. */
const KEPT_BYTES = 1000;

/**
 * Posts a message. It goes to an address that was checked in this very moment, over a connection of its own, by no proxy, and
 * follows nothing that the receiver says.
 *
 * @param timeout for all of it, in ms.
 */
export async function sendWebhook(
  guard: WebhookGuard,
  url: URL,
  { headers, body }: { headers: Record<string, string>; body: string },
  timeout: number,
): Promise<Sent> {
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  const signal = AbortSignal.timeout(timeout);
  const agent = new Agent({
    connect: { lookup: checkedLookup(guard) },
    // One request a connection.
    pipelining: 0,
    allowH2: false,
  });
  try {
    // Nobody asks for a host that is an address already.
    await guard.addressesOf(url.hostname);
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers,
      body,
      signal,
    });
    const { statusCode: status } = answer;
    const response = await beginningOf(answer.body);
    return { status, problem: problemOf(status), response, took: took(), retryAfter: retryAfterOf(answer) };
  } catch (error) {
    const problem = failureOf(error);
    return { status: null, problem, response: '', took: took(), retryAfter: undefined };
  } finally {
    await agent.destroy();
  }
}

/** What connects asks for addresses here, and has none that was not checked. */
function checkedLookup(guard: WebhookGuard): LookupFunction {
  return (hostname, options, callback) => {
    guard.addressesOf(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family);
      },
      (error: Error) => callback(error, []),
    );
  };
}

function problemOf(status: number): TryProblem | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'gone';
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

function failureOf(error: unknown): TryProblem {
  if (error instanceof AddressRefused) return error.problem;
  if (error instanceof errors.HTTPParserError) return 'garbage';
  const { code = '' } = causeOf(error);
  if (UNTRUSTED.test(code)) return 'untrusted';
  if (TIMED_OUT.test(code) || code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout';
  return code === 'UND_ERR_HEADERS_OVERFLOW' ? 'garbage' : 'unreachable';
}

/** The beginning of a body, as text that can be stored. One that breaks off, or never ends, was an answer all the same. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      length += bytes.length;
      if (length >= KEPT_BYTES) break;
    }
  } catch {
    // What came is what there is.
  }
  const text = Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8');
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

/** Source: RFC 9110, Retry-After. */
function retryAfterOf({ headers }: Dispatcher.ResponseData): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  const wait = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return wait > 0 ? wait : undefined;
}
