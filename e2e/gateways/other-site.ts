import { createServer } from 'node:http';
import { listenLocally } from '../../server/testing/fakes/listen-locally.ts';

/** A web site of somebody else, on the same host as the gateway, so that a browser sends the gateway's cookie along. */
export async function startOtherSite(page: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  return { url: await listenLocally(server), close: () => server.close() };
}
