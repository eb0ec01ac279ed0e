import { once } from 'node:events';
import PQueue from 'p-queue';
import { Agent, type Dispatcher, interceptors } from 'undici';
import { credentialHeaders } from './credential-headers.ts';
import type { Login } from './login.ts';
import { noAnswer, notSent, UpstreamError } from './upstream-error.ts';

/** Where the remote ModelArts and its IAM are. */
export type Remote = { modelarts: URL; iam: URL };

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
  /** Gives a read up. */
  signal?: AbortSignal;
};

/** What came back, of any status. Its body has to be read or dumped: until then it counts as under way. */
export type UpstreamAnswer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;

/** The remote ModelArts, and who vouches for people there. */
export type Upstream = {
  /** As a person knows it. */
  host: string;
  /** Asks the ModelArts in the name of a login. Only reads are ever asked twice. */
  ask: (login: Login, request: UpstreamRequest) => Promise<UpstreamAnswer>;
  /** Asks IAM. */
  askIam: (request: UpstreamRequest, login?: Login) => Promise<UpstreamAnswer>;
  close: () => Promise<void>;
};

/** Requests of one project that are under way at the same time. */
const AT_ONCE = 8;

/** How long it may take to connect, to answer, and between two pieces of an answer. In ms. */
const PATIENCE = { connect: 10_000, headers: 60_000, body: 60_000 };

/** How long a request that changes something may take in all. In ms. */
export const CHANGE_DEADLINE = 45_000;

/** Opens the way to a remote ModelArts; nothing is sent by it. */
export function openUpstream({ modelarts, iam }: Remote): Upstream {
  const agent = new Agent({
    connect: { timeout: PATIENCE.connect },
    headersTimeout: PATIENCE.headers,
    bodyTimeout: PATIENCE.body,
  });
  const patient = agent.compose(interceptors.retry(RETRIES));
  const queues = new Map<string, PQueue>();

  const queueOf = (project_id: string) => {
    const queue = queues.get(project_id) ?? new PQueue({ concurrency: AT_ONCE });
    queues.set(project_id, queue);
    return queue;
  };

  const send = async (base: URL, request: UpstreamRequest, login?: Login): Promise<UpstreamAnswer> => {
    const { method, body, headers = {}, notAfter, signal } = request;
    if (notAfter !== undefined && Date.now() > notAfter) throw notSent('it would have been sent too late');
    const target = base.pathname.replace(/\/$/, '') + request.target;
    const own = { ...headers, host: base.host };
    const signed = login ? credentialHeaders(login, { method, target, headers: own, body }, Date.now()) : {};
    const isRead = method === 'GET';
    try {
      const answer = await (isRead ? patient : agent).request({
        ...{ origin: base.origin, path: target, method, headers: { ...own, ...signed }, body: body ?? null },
        ...(signal && { signal }),
        ...(!isRead && { signal: AbortSignal.timeout(CHANGE_DEADLINE) }),
      });
      if (isRedirect(answer.statusCode)) {
        await answer.body.dump();
        throw new UpstreamError(
          'Coppice.0010',
          'The remote registry points elsewhere; that is not followed.',
        );
      }
      return answer;
    } catch (error) {
      throw error instanceof UpstreamError ? error : noAnswer(error);
    }
  };

  return {
    host: modelarts.host,
    ask: (login, request) =>
      new Promise((resolve, reject) => {
        const task = async () => {
          const answer = await send(modelarts, request, login);
          resolve(answer);
          if (!answer.body.closed) await once(answer.body, 'close');
        };
        queueOf(login.project_id)
          .add(task, { priority: request.isUrgent ? 1 : 0 })
          .catch(reject);
      }),
    askIam: (request, login) => send(iam, request, login),
    close: () => agent.close(),
  };
}

/** Only what changes nothing is asked again, and an answer that stays bad comes through as it is. */
const RETRIES = {
  methods: ['GET' as const],
  maxRetries: 2,
  minTimeout: 250,
  maxTimeout: 5_000,
  statusCodes: [429, 502, 503, 504],
  throwOnError: false,
};

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}
