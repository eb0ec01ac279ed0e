import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listenLocally } from './listen-locally.ts';

/** A request as it came to the remote registry. */
export type Came = {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
};

/** Answers a request in the remote registry's place, however badly; undefined lets it through. */
export type Respond = (came: Came, outgoing: ServerResponse) => Promise<unknown> | unknown;

/** Stands between a gateway and the remote registry: sees what comes, and harms what it is told to. */
export type FaultyRemote = {
  url: URL;
  /** Everything that came so far. */
  came: Came[];
  /** What takes the place of the remote registry for now; `undefined` as the answer lets a request through. */
  respond: Respond | undefined;
  /** How many requests are under way, and how many were at most. */
  underWay: { now: number; most: number };
  close: () => Promise<void>;
};

/** @param behind the address of a registry that gets what is not answered here; without one nothing else is answered. */
export async function startFaultyRemote(behind?: string): Promise<FaultyRemote> {
  const underWay = { now: 0, most: 0 };
  const came: Came[] = [];
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    underWay.now += 1;
    underWay.most = Math.max(underWay.most, underWay.now);
    outgoing.once('close', () => {
      underWay.now -= 1;
    });
    const { method = '', url = '', headers } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const one = { method, url, headers, body: String(Buffer.concat(chunks)) };
    came.push(one);
    const answered = await remote.respond?.(one, outgoing);
    if (answered === undefined && !outgoing.headersSent && !outgoing.destroyed) passOn(one, outgoing, behind);
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const remote: FaultyRemote = {
    url: new URL(await listenLocally(server)),
    came,
    underWay,
    respond: undefined,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return remote;
}

function passOn({ method, url, headers, body }: Came, outgoing: ServerResponse, behind?: string): void {
  if (behind === undefined) {
    outgoing.writeHead(404).end();
    return;
  }
  // With its host, which signatures are over.
  const { connection: _, ...passed } = headers;
  const through = request(behind + url, { method, headers: passed }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  through.on('error', () => outgoing.destroy());
  through.end(body);
}
