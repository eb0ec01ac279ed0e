import type { IncomingMessage, ServerResponse } from 'node:http';

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

/** An answer of the registry, as it came. */
export type Came = { status: number; headers: IncomingMessage['headers']; body: Buffer };

const JSON_TYPE = { 'content-type': 'application/json' };

/** Whether a fault keeps a call from the registry. */
export function isKept(fault: Fault): fault is Kept {
  return KEPT.some((kept) => kept === fault);
}

/** Answers a call that the registry never hears of, or hangs up. */
export function answerInstead(fault: Kept, { url = '' }: IncomingMessage, outgoing: ServerResponse): void {
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

/** Passes an answer on as a fault leaves it. */
export async function harm(fault: Exclude<Fault, Kept>, came: Came, outgoing: ServerResponse): Promise<void> {
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
