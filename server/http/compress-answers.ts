import { constants } from 'node:zlib';
import compress, { type FastifyCompressOptions } from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * Sends JSON compressed to those who take it so. Only JSON: the console's files are compressed when it is built, and
 * a stream of events has to arrive event by event. Bodies never hold a secret beside what a caller wrote: the session
 * is in a cookie that no page can read, and a token is in a header.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, OPTIONS);
}

const OPTIONS: FastifyCompressOptions = {
  encodings: ['br', 'gzip'],
  customTypes: /^application\/json\b/,
  // In bytes: what fits into one packet is not sent faster.
  threshold: 1024,
  // A page of the list in less than a millisecond; its best would take ten times as long.
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  zlibOptions: { level: 4 },
  // Requests come as they are: a small one that unpacks to a large one is none.
  globalDecompression: false,
};
