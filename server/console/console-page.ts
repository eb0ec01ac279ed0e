import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGE_COOKIE, LANGUAGES, type Language } from '../../core/console-api/languages.ts';
import { askedFor, languageOf } from './language-of.ts';

/** The one page of the console, in each language, as it is sent. */
export type ConsolePage = { send: (request: FastifyRequest, reply: FastifyReply) => FastifyReply };

/** How long a choice of language is kept, as long as browsers keep a cookie at most. In s. Source: RFC 6265bis, 5.5. */
const KEPT_FOR = 400 * 24 * 60 * 60;

/**
 * Reads the built page in each language; undefined where the console is not built.
 *
 * @param directory where `index.html` lies, and those of the other languages (`index.zh-Hans.html`).
 * @param base the path that the gateway is reached under: `/coppice`, or nothing.
 */
export function readConsolePage(directory: string, base: string): ConsolePage | undefined {
  const files = LANGUAGES.map((language) => [language, fileOf(directory, language)] as const);
  const built = files.filter(([, file]) => existsSync(file));
  const pages = new Map(built.map(([language, file]) => [language, readPage(file, base)]));
  const [first] = pages.values();
  if (!first) return undefined;
  return {
    send(request, reply) {
      const asked = askedFor(request);
      if (asked) {
        const lasting = { path: `${base}/`, maxAge: KEPT_FOR, sameSite: 'lax' } as const;
        reply.setCookie(LANGUAGE_COOKIE, asked, lasting);
      }
      return sendPage(pages.get(languageOf(request)) ?? first, request, reply);
    },
  };
}

function fileOf(directory: string, language: Language): string {
  return join(directory, language === LANGUAGES[0] ? 'index.html' : `index.${language}.html`);
}

/** A page as bytes, in each encoding. */
type Page = { plain: Buffer; shrunk: { br: Buffer; gzip: Buffer }; etag: string };

/** Files are named from where the page lies (`./assets/…`); it is served at many addresses, so by whole paths instead. */
function readPage(file: string, base: string): Page {
  const plain = Buffer.from(readFileSync(file, 'utf8').replaceAll(/(src|href)="\.\//g, `$1="${base}/`));
  const shrunk = { br: brotliCompressSync(plain), gzip: gzipSync(plain) };
  return { plain, shrunk, etag: `"${createHash('sha256').update(plain).digest('base64url')}"` };
}

function sendPage({ plain, shrunk, etag }: Page, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply
    .header('cache-control', 'no-cache')
    .header('vary', 'accept-encoding, accept-language, cookie')
    .header('etag', etag);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  reply.type('text/html; charset=utf-8');
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const encoding = (['br', 'gzip'] as const).find((one) => new RegExp(`\\b${one}\\b`).test(accepted));
  if (!encoding) return reply.send(plain);
  return reply.header('content-encoding', encoding).send(shrunk[encoding]);
}
