import type { FastifyReply } from 'fastify';

/** A signal that is aborted when the client of a request disconnects before it has its answer. */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const disconnected = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) disconnected.abort();
  });
  return disconnected.signal;
}
