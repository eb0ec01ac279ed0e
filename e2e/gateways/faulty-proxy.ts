import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { must } from '../../core/testing/must.ts';
import { listenLocally } from '../../server/testing/fakes/listen-locally.ts';

/**
 * What can happen to one DELETE on its way to the registry and back. All but those that are `throttled`, `pretended` or lost
 * before they arrive let it through.
 */
export type Fault =
  | 'answer lost'
  | 'answer cut in the middle'
  | '500 after success'
  | '502 in HTML after success'
  | 'HTML instead of JSON'
  | 'malformed JSON'
  | 'lists null'
  | 'lists missing'
  | 'duplicate ids'
  | 'throttled'
  | 'throttled for a minute'
  | 'throttled, then unreachable'
  | 'lost before it arrives'
  | 'pretended'
  | 'silence';

/** How long a silent gateway is silent. In ms. */
const SILENCE_MS = 40_000;

/** What happens instead of a call. */
const KEPT = [
  'throttled',
  'throttled for a minute',
  'throttled, then unreachable',
  'lost before it arrives',
  'pretended',
] as const satisfies Fault[];
type Kept = (typeof KEPT)[number];

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

const JSON_TYPE = { 'content-type': 'application/json' };

type Came = { status: number; headers: IncomingMessage['headers']; body: Buffer };

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
      outgoing.writeHead(401, JSON_TYPE).end('{"error_code":"ModelArts.0202","error_msg":"Expired."}');
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

function isKept(fault: Fault): fault is Kept {
  return KEPT.some((kept) => kept === fault);
}

function answerInstead(fault: Kept, { url = '' }: IncomingMessage, outgoing: ServerResponse): void {
  switch (fault) {
    case 'throttled':
    case 'throttled for a minute':
    case 'throttled, then unreachable': {
      const retryAfter = fault === 'throttled for a minute' ? '60' : '2';
      outgoing
        .writeHead(429, { 'retry-after': retryAfter, 'content-type': 'text/html' })
        .end('<html>Slow down</html>');
      return;
    }
    case 'lost before it arrives':
      outgoing.destroy();
      return;
    case 'pretended': {
      const [, target] = /\/models\/([^?]+)/.exec(url) ?? [];
      const lists = { delete_success_list: [target], delete_failed_list: [] };
      outgoing.writeHead(200, JSON_TYPE).end(JSON.stringify(lists));
      return;
    }
    default:
      fault satisfies never;
  }
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

async function harm(fault: Exclude<Fault, Kept>, came: Came, outgoing: ServerResponse): Promise<void> {
  switch (fault) {
    case 'answer lost':
      outgoing.destroy();
      return;
    case 'answer cut in the middle':
      outgoing.writeHead(came.status, { ...JSON_TYPE, 'content-length': String(came.body.length) });
      outgoing.write(came.body.subarray(0, came.body.length / 2), () => outgoing.destroy());
      return;
    case '500 after success':
      outgoing.writeHead(500, JSON_TYPE).end('{"error_code":"ModelArts.0010","error_msg":"Internal error."}');
      return;
    case '502 in HTML after success':
      outgoing.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
      return;
    case 'malformed JSON':
      outgoing.writeHead(200, JSON_TYPE).end('{"delete_success_list":["');
      return;
    case 'HTML instead of JSON':
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to the proxy</html>');
      return;
    case 'lists null':
      outgoing.writeHead(200, JSON_TYPE).end('{"delete_success_list":null,"delete_failed_list":null}');
      return;
    case 'lists missing':
      outgoing.writeHead(200, JSON_TYPE).end('{}');
      return;
    case 'duplicate ids': {
      const { delete_success_list: ids, delete_failed_list: refused } = JSON.parse(String(came.body));
      const doubled = { delete_success_list: [...ids, ...ids], delete_failed_list: [...refused, ...refused] };
      outgoing.writeHead(200, JSON_TYPE).end(JSON.stringify(doubled));
      return;
    }
    case 'silence':
      await new Promise((resolve) => setTimeout(resolve, SILENCE_MS).unref());
      outgoing.destroy();
      return;
    default:
      fault satisfies never;
  }
}
