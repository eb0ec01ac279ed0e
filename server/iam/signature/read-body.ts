import { Readable } from 'node:stream';
import { errorCodes } from 'fastify';

/**
 * Reads a request's body as it came, before anything parses it.
 *
 * @param limit in bytes.
 * @throws FastifyError 413 beyond the limit; what else comes is let go by.
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

/** A body that was read, for whatever parses it. */
export function unread(body: Buffer): Readable {
  return Readable.from([body], { objectMode: false });
}
