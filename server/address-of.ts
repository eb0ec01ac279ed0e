import type { FastifyRequest } from 'fastify';

/** The address of this gateway as a caller used it, without a path: what they, or a proxy that is trusted, say it is. */
export function addressOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}
