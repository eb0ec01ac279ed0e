import { once } from 'node:events';
import { Agent, type Dispatcher } from 'undici';
import { credentialHeaders } from '../identity/credential-headers.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import { openRequestQueue } from './request-queue.ts';
import { askWithRetries, type RetryWaits } from './retry.ts';
import { noAnswer, notSent, UpstreamError } from './upstream-error.ts';

/** Where the remote ModelArts and its IAM are, and the timeouts that are not the default. */
export type Remote = { modelarts: URL; iam: URL; timeouts?: Partial<UpstreamTimeouts> };

/** A request to the remote registry or its IAM, without authentication. */
export type UpstreamRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query, as they go over the wire (`addressOf`). */
  target: string;
  headers?: Record<string, string>;
  body?: Buffer;
  /** Somebody waits for it: it is sent before what is not urgent. */
  isUrgent?: boolean;
  /** The time after which it is not sent any more, in ms since the epoch. */
  notAfter?: number;
  /** Cancels it, wherever it is. */
  signal?: AbortSignal;
};

/** An answer of any status. Its body has to be read or dumped: until then the request counts as in flight. */
export type UpstreamAnswer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'> & {
  /** The request was answered with 401 first, and retried with a renewed credential. */
  isRenewed?: true;
};

/** The remote ModelArts and its IAM. */
export type Upstream = {
  /** The host of the ModelArts, for people to know it by. */
  host: string;
  /**
   * Asks the ModelArts in somebody's name. Only GET is retried.
   *
   * @throws UpstreamError when there is no answer: 0012 (`NOT_SENT`), 0011 (timeout) or 0010 (no usable answer).
   */
  ask: (credential: RemoteCredential, request: UpstreamRequest) => Promise<UpstreamAnswer>;
  /** Asks IAM; throws as `ask` does. */
  askIam: (request: UpstreamRequest, credential?: RemoteCredential) => Promise<UpstreamAnswer>;
  close: () => Promise<void>;
};

/** Timeouts for a remote registry, in ms. */
export type UpstreamTimeouts = {
  /** Until a connection is open, until the headers of an answer are there, and between two chunks of its body. */
  connect: number;
  headers: number;
  body: number;
  /** A request that changes something, in all. A deletion call without an answer counts as lost later than that. */
  change: number;
  /** Before a GET is retried. */
  retry: RetryWaits;
};

const UPSTREAM_TIMEOUTS_MS: UpstreamTimeouts = {
  connect: 10_000,
  headers: 60_000,
  body: 60_000,
  change: 45_000,
  retry: { shortest: 250, longest: 5_000 },
};

/** A client of a remote ModelArts; nothing is sent until it is asked. */
export function openUpstream({ modelarts, iam, timeouts = {} }: Remote): Upstream {
  const { connect, headers, body, change, retry } = { ...UPSTREAM_TIMEOUTS_MS, ...timeouts };
  const agent = new Agent({
    connect: { timeout: connect },
    headersTimeout: headers,
    bodyTimeout: body,
    // One request on a connection at a time: when that is lost, nothing else on it has to be sent again.
    allowH2: false,
    pipelining: 1,
  });
  const enqueue = openRequestQueue();

  const send = async (
    base: URL,
    request: UpstreamRequest,
    credential?: RemoteCredential,
  ): Promise<UpstreamAnswer> => {
    const { notAfter, signal } = request;
    if (notAfter !== undefined && Date.now() > notAfter) throw notSent('it would have been sent too late');
    try {
      if (request.method !== 'GET') {
        const signals = [AbortSignal.timeout(change), ...(signal ? [signal] : [])];
        return await requireUsableStatus(
          await agent.request(toWireRequest(base, request, credential, AbortSignal.any(signals))),
        );
      }
      const ask = () => agent.request(toWireRequest(base, request, credential, signal));
      return await requireUsableStatus(await askWithRetries(ask, retry, signal));
    } catch (error) {
      throw error instanceof UpstreamError ? error : noAnswer(error);
    }
  };

  return {
    host: modelarts.host,
    ask: (credential, request) =>
      new Promise((resolve, reject) => {
        const task = async () => {
          const answer = await send(modelarts, request, credential);
          resolve(answer);
          if (!answer.body.closed) await once(answer.body, 'close');
        };
        enqueue(credential.project_id, task, request).catch((error: unknown) =>
          reject(error instanceof UpstreamError ? error : notSent('nobody waits for it any more')),
        );
      }),
    askIam: (request, credential) => send(iam, request, credential),
    close: () => agent.destroy(),
  };
}

/** A request as it goes over the wire, authenticated. */
function toWireRequest(
  base: URL,
  request: UpstreamRequest,
  credential?: RemoteCredential,
  signal?: AbortSignal,
) {
  const { method, body, headers = {} } = request;
  const target = base.pathname.replace(/\/$/, '') + request.target;
  const unsigned = { ...headers, host: base.host };
  const authentication = credential
    ? credentialHeaders(credential, { method, target, headers: unsigned, body }, Date.now())
    : {};
  return {
    origin: base.origin,
    path: target,
    method,
    headers: { ...unsigned, ...authentication },
    body: body ?? null,
    ...(signal && { signal }),
  };
}

/** @throws UpstreamError 0010 for a redirect, which a token would go along with, and for a status that HTTP does not have. */
async function requireUsableStatus(answer: UpstreamAnswer): Promise<UpstreamAnswer> {
  const { statusCode: status } = answer;
  const isRedirect = status >= 300 && status < 400 && status !== 304;
  if (!isRedirect && status <= 599) return answer;
  await answer.body.dump();
  const why = isRedirect ? 'points elsewhere; that is not followed' : `answered with status ${status}`;
  throw new UpstreamError('Coppice.0010', `The remote registry ${why}.`);
}
