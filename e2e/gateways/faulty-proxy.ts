import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { must } from '../../core/testing/must.ts';
import { listenLocally } from '../../server/testing/fakes/listen-locally.ts';
import { answerInstead, type Came, type Fault, harm, isKept } from './faults.ts';

/** A proxy in front of a gateway that harms the deletion calls that it is told to harm, and passes on all else. */
export type FaultyProxy = {
  url: string;
  /** What happens to the next deletion calls, one each; later ones go through. */
  faults: Fault[];
  /** Every deletion call that went through, by its address. */
  deletions: string[];
  /** Searches for a name bring so many rows of all that they promise, until the answered function is called. */
  shortenLists: (rows: number) => () => void;
  /** Holds the next deletion call before it reaches the gateway: resolves when it has come, with what lets it go. */
  holdNext: () => Promise<() => void>;
  /** Cuts the streams of changes, and lets none through until the answered function is called. */
  cutEvents: () => () => void;
  /** Has every deletion and every request for a token answered with 401 until the answered function is called. */
  signOut: () => () => void;
  /** After a call that was `throttled, then unreachable`: lets others connect again. */
  listenAgain: () => Promise<void>;
  close: () => Promise<void>;
};

export async function startFaultyProxy(gateway: string): Promise<FaultyProxy> {
  const faults: Fault[] = [];
  const holds: ((letGo: () => void) => void)[] = [];

  const deletions: string[] = [];
  let longestList = Number.POSITIVE_INFINITY;

  const streams = new Set<ServerResponse>();
  let isCut = false;
  let isSignedOut = false;

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const url = must(incoming.url);
    if (url.startsWith('/api/events')) {
      if (isCut) outgoing.destroy();
      else streamOn(gateway, incoming, outgoing);
      streams.add(outgoing);
      outgoing.once('close', () => streams.delete(outgoing));
      return;
    }
    if (isSignedOut && (incoming.method === 'DELETE' || url === '/v3/auth/tokens')) {
      outgoing
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"error_code":"ModelArts.0202","error_msg":"Expired."}');
      return;
    }
    const isDeletion = incoming.method === 'DELETE' && url.includes('/models/');
    const hold = isDeletion ? holds.shift() : undefined;
    if (hold) await new Promise<void>(hold);
    const fault = isDeletion ? faults.shift() : undefined;
    if (fault === 'throttled, then unreachable') outgoing.once('finish', stop);
    if (fault !== undefined && isKept(fault)) return answerInstead(fault, incoming, outgoing);
    const came = await passOn(gateway, incoming);
    if (isDeletion) deletions.push(url);
    const isSearch = incoming.method === 'GET' && /\/models\?.*model_name=/.test(url);
    if (isSearch && came.status === 200) shorten(came, longestList);
    if (fault === undefined) outgoing.writeHead(came.status, came.headers).end(came.body);
    else await harm(fault, came, outgoing);
  };

  const server = createServer((incoming, outgoing) => {
    // The gateway may be down, or the page gone: both look like a broken connection from the other side.
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const url = await listenLocally(server);
  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    url,
    faults,
    deletions,
    shortenLists: (rows) => {
      longestList = rows;
      return () => {
        longestList = Number.POSITIVE_INFINITY;
      };
    },
    holdNext: () =>
      new Promise((resolve) => {
        holds.push(resolve);
      }),
    cutEvents: () => {
      isCut = true;
      for (const stream of streams) stream.destroy();
      return () => {
        isCut = false;
      };
    },
    signOut: () => {
      isSignedOut = true;
      return () => {
        isSignedOut = false;
      };
    },
    listenAgain: async () => {
      server.listen(Number(new URL(url).port), '127.0.0.1');
      await once(server, 'listening');
    },
    close: stop,
  };
}

/** Leaves the first rows, and the promise of all. */
function shorten(came: Came, rows: number): void {
  const { models, ...page } = JSON.parse(String(came.body));
  came.body = Buffer.from(JSON.stringify({ ...page, models: models.slice(0, rows) }));
  delete came.headers['content-length'];
}

function passOn(gateway: string, incoming: IncomingMessage): Promise<Came> {
  return new Promise((resolve, reject) => {
    const { method, url } = incoming;
    // What it harms it has to read, so it has answers sent to it as they are.
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
    const passed = request(`${gateway}${url}`, { method, headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) });
    });
    passed.on('error', reject);
    incoming.pipe(passed);
  });
}

/** Passes a stream on as it comes; either end takes the other with it. */
function streamOn(gateway: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { url, headers } = incoming;
  const passed = request(`${gateway}${url}`, { headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, outgoing, () => undefined);
  });
  passed.on('error', () => outgoing.destroy());
  outgoing.once('close', () => passed.destroy());
  passed.end();
}
