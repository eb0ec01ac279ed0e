import { once } from 'node:events';
import { Agent, type Dispatcher } from 'undici';
import { credentialHeaders } from '../identity/credential-headers.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import { openRequestQueue } from './request-queue.ts';
import { askWithRetries, type RetryWaits } from './retry.ts';
import { noAnswer, notSent, UpstreamError } from './upstream-error.ts';

/** Where the remote ModelArts and its IAM are, and how long they are waited for if not as usual. */
export type Remote = { modelarts: URL; iam: URL; timeouts?: Partial<UpstreamTimeouts> };

export type UpstreamRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query, as they go over the wire. */
  target: string;
  headers?: Record<string, string>;
  body?: Buffer;
  /** Somebody waits for it: it goes before what does not hurry. */
  isUrgent?: boolean;
  /** When it is too late to send it, in ms since the epoch. */
  notAfter?: number;
  /** Nobody waits for it any more when it is aborted. */
  signal?: AbortSignal;
};

/** What came back, of any status. Its body has to be read or dumped: until then it counts as under way. */
export type UpstreamAnswer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'> & {
  /** It was answered with 401 first, and asked again with another login. */
  isRenewed?: true;
};

/** The remote ModelArts, and who vouches for people there. */
export type Upstream = {
  /** As a person knows it. */
  host: string;
  /** Asks the ModelArts in the name of a login. Only reads are ever asked twice. */
  ask: (credential: RemoteCredential, request: UpstreamRequest) => Promise<UpstreamAnswer>;
  /** Asks IAM. */
  askIam: (request: UpstreamRequest, credential?: RemoteCredential) => Promise<UpstreamAnswer>;
  close: () => Promise<void>;
};

/** How long a remote registry is waited for, in ms. */
export type UpstreamTimeouts = {
  /** To connect, to answer, and between two pieces of an answer. */
  connect: number;
  headers: number;
  body: number;
  /** A request that changes something, in all. A call without an answer counts as lost after more than that. */
  change: number;
  /** Between two tries of one that changes nothing. */
  retry: RetryWaits;
};

const UPSTREAM_TIMEOUTS_MS: UpstreamTimeouts = {
  ...{ connect: 10_000, headers: 60_000, body: 60_000, change: 45_000 },
  retry: { shortest: 250, longest: 5_000 },
};

/** Opens the way to a remote ModelArts; nothing is sent by it. */
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
  const inTurn = openRequestQueue();

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
        return await understood(
          await agent.request(onTheWire(base, request, credential, AbortSignal.any(signals))),
        );
      }
      const ask = () => agent.request(onTheWire(base, request, credential, signal));
      return await understood(await askWithRetries(ask, retry, signal));
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
        inTurn(credential.project_id, task, request).catch((error: unknown) =>
          reject(error instanceof UpstreamError ? error : notSent('nobody waits for it any more')),
        );
      }),
    askIam: (request, credential) => send(iam, request, credential),
    close: () => agent.destroy(),
  };
}

/** A request as it goes over the wire, with what says who makes it. */
function onTheWire(base: URL, request: UpstreamRequest, credential?: RemoteCredential, signal?: AbortSignal) {
  const { method, body, headers = {} } = request;
  const target = base.pathname.replace(/\/$/, '') + request.target;
  const own = { ...headers, host: base.host };
  const signed = credential
    ? credentialHeaders(credential, { method, target, headers: own, body }, Date.now())
    : {};
  return {
    ...{ origin: base.origin, path: target, method, headers: { ...own, ...signed }, body: body ?? null },
    ...(signal && { signal }),
  };
}

/** @throws UpstreamError for a redirect, as a token would go with it, and for a status that HTTP does not have. */
async function understood(answer: UpstreamAnswer): Promise<UpstreamAnswer> {
  const { statusCode: status } = answer;
  const isRedirect = status >= 300 && status < 400 && status !== 304;
  if (!isRedirect && status <= 599) return answer;
  await answer.body.dump();
  const why = isRedirect ? 'points elsewhere; that is not followed' : `answered with status ${status}`;
  throw new UpstreamError('Coppice.0010', `The remote registry ${why}.`);
}
