import { once } from 'node:events';
import { createServer } from 'node:http';

/** A web site of somebody else, on the same host as the gateway, so that a browser sends the gateway's cookie along. */
export async function startOtherSite(page: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
