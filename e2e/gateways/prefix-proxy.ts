import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { listenLocally } from '../../server/testing/fakes/listen-locally.ts';

/** A proxy that has a gateway under a path of its host, and other things under others. */
export type PrefixProxy = {
  url: string;
  /** What was asked beside the path, which is none of the gateway's. */
  strays: string[];
  close: () => Promise<void>;
};

/**
 * Opens one.
 *
 * @param prefix the path, as `/coppice`.
 * @param how whether it takes the path away before it passes a request on, as proxies do either.
 */
export async function startPrefixProxy(
  gateway: string,
  prefix: string,
  how: 'strips' | 'keeps',
): Promise<PrefixProxy> {
  const strays: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { url = '/', method, headers } = incoming;
    if (!url.startsWith(`${prefix}/`)) {
      strays.push(url);
      outgoing.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
      return;
    }
    const path = how === 'strips' ? url.slice(prefix.length) : url;
    const asking = request(new URL(path, gateway), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      // A stream of events goes on as it comes.
      answer.pipe(outgoing);
    });
    asking.on('error', () => outgoing.destroy());
    outgoing.on('close', () => asking.destroy());
    incoming.pipe(asking);
  });
  return {
    url: await listenLocally(server),
    strays,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
