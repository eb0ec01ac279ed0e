import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerNotFound } from '../http/error-handler.ts';
import { answerVersions, asksForVersions } from '../iam/tokens/version-routes.ts';
import { readConsolePage } from './console-page.ts';

/** A year, in s: a file under assets/ has its content's hash in its name. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * Serves the built console. Its pages' addresses (`/models`, `/deletions/…`) are all answered with index.html, whose
 * router takes it from there.
 *
 * @param directory where `vite build` put it; a plain sentence is served where it is not built.
 */
export async function serveConsole(app: FastifyInstance, directory: string): Promise<void> {
  const page = readConsolePage(directory, app.base);
  // Before the static files, to which `/` is a directory, and so forbidden.
  app.addHook('onRequest', async (request, reply) => {
    if (asksForVersions(request)) return answerVersions(request, reply);
    return page && isRoot(request) ? page.send(request, reply) : undefined;
  });
  if (page) {
    await app.register(fastifyStatic, {
      root: directory,
      index: false,
      cacheControl: false,
      preCompressed: true,
      // What is kept for ever is never asked for again: headers by which it could be would only be carried along.
      etag: false,
      lastModified: false,
      acceptRanges: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.startsWith(join(directory, 'assets')) ? FOR_EVER : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (!isPage(request)) return answerNotFound(request, reply);
    return page ? page.send(request, reply) : sayNotBuilt(reply);
  });
}

function isPage(request: FastifyRequest): boolean {
  if (!isRead(request) || /^\/(api|v1|v3|assets)\//.test(request.url)) return false;
  return isRoot(request) || (request.headers.accept ?? '').includes('text/html');
}

function isRoot(request: FastifyRequest): boolean {
  return isRead(request) && request.url.split('?', 1)[0] === '/';
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function sayNotBuilt(reply: FastifyReply) {
  return reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send('The console is not built yet: run "npm run build" and reload. The API is up.\n');
}
