import type { FastifyRequest } from 'fastify';

/**
 * The address of this gateway as a caller used it: what they, or a proxy that is trusted, say it is, and the path that it
 * is reached under (base.ts), without a slash at its end.
 */
export function ownAddress(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}${request.server.base}`;
}
