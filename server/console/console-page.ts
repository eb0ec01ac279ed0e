import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The one page of the console, as it is sent. */
export type ConsolePage = { send: (request: FastifyRequest, reply: FastifyReply) => FastifyReply };

/**
 * Reads the built page, in which files are named from where it lies (`./assets/…`). It is served at many addresses, so
 * they are named by whole paths instead.
 *
 * @param base the path that the gateway is reached under: `/coppice`, or nothing.
 */
export function readConsolePage(file: string, base: string): ConsolePage {
  const html = readFileSync(file, 'utf8').replaceAll(/(src|href)="\.\//g, `$1="${base}/`);
  const plain = Buffer.from(html);
  const shrunk = { br: brotliCompressSync(plain), gzip: gzipSync(plain) };
  const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
  return {
    send(request, reply) {
      reply.header('cache-control', 'no-cache').header('vary', 'accept-encoding').header('etag', etag);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      reply.type('text/html; charset=utf-8');
      const accepted = String(request.headers['accept-encoding'] ?? '');
      const encoding = (['br', 'gzip'] as const).find((one) => new RegExp(`\\b${one}\\b`).test(accepted));
      if (!encoding) return reply.send(plain);
      return reply.header('content-encoding', encoding).send(shrunk[encoding]);
    },
  };
}
