import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Under this name a request's id comes from a caller that has one, and is on every answer. */
const REQUEST_ID_HEADER = 'x-request-id';

/** What may be written in a log and on a receipt as it is: short, and of characters that mean nothing anywhere. */
const SAFE_ID = /^[\w.-]{1,64}$/;

/** The id of a request: the caller's own, so that its log and ours speak of the same, if that is safe; or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && SAFE_ID.test(given) ? given : randomUUID();
}

/** Says on the answer which request it is for. */
export function tellRequestId(request: FastifyRequest, reply: FastifyReply): void {
  reply.header(REQUEST_ID_HEADER, request.id);
}
