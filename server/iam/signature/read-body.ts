import { Readable } from 'node:stream';
import { errorCodes } from 'fastify';

/**
 * Buffers the raw body of a request, before it is parsed.
 *
 * @param limit in bytes.
 * @throws FastifyError 413 beyond the limit; the rest is discarded.
 */
export function readBody(payload: Readable, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    payload.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
    });
    payload.on('end', () => resolve(Buffer.concat(chunks)));
    payload.on('error', reject);
  });
}

/** The buffered body as a stream again, for the parser. */
export function unread(body: Buffer): Readable {
  return Readable.from([body], { objectMode: false });
}
