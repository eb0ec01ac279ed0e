import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listenLocally } from './listen-locally.ts';

/** A request as it came to the remote registry. */
export type ReceivedRequest = {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
};

/** Answers a request in place of the remote registry, however badly; undefined lets it through. */
export type Respond = (request: ReceivedRequest, outgoing: ServerResponse) => Promise<unknown> | unknown;

/** A proxy between a gateway and the remote registry, which records requests and injects faults. */
export type FaultyRemote = {
  url: URL;
  /** Every request so far. */
  received: ReceivedRequest[];
  /** What answers in place of the remote registry for now. */
  respond: Respond | undefined;
  /** How many requests are in flight, and how many were at most. */
  inFlight: { now: number; max: number };
  close: () => Promise<void>;
};

/** @param target the address of a registry that gets what is not answered here; without one, that gets a 404. */
export async function startFaultyRemote(target?: string): Promise<FaultyRemote> {
  const inFlight = { now: 0, max: 0 };
  const received: ReceivedRequest[] = [];
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    inFlight.now += 1;
    inFlight.max = Math.max(inFlight.max, inFlight.now);
    outgoing.once('close', () => {
      inFlight.now -= 1;
    });
    const { method = '', url = '', headers } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const one = { method, url, headers, body: String(Buffer.concat(chunks)) };
    received.push(one);
    const answered = await remote.respond?.(one, outgoing);
    if (answered === undefined && !outgoing.headersSent && !outgoing.destroyed)
      forward(one, outgoing, target);
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const remote: FaultyRemote = {
    url: new URL(await listenLocally(server)),
    received,
    inFlight,
    respond: undefined,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return remote;
}

function forward(
  { method, url, headers, body }: ReceivedRequest,
  outgoing: ServerResponse,
  target?: string,
): void {
  if (target === undefined) {
    outgoing.writeHead(404).end();
    return;
  }
  // With its host, which signatures are over.
  const { connection: _, ...forwarded } = headers;
  const forwarding = request(target + url, { method, headers: forwarded }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  forwarding.on('error', () => outgoing.destroy());
  forwarding.end(body);
}
