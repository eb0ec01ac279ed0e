import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/**
 * One line for each request when it is over: which, what, how it went, how long it took, and who made it, by ids. The
 * address is logged as the route's pattern: what is searched for, and a token that somebody put into an address, are
 * nobody's business.
 */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'request_id' });
  }

  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const line = {
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.caller && { user_id: request.caller.user_id, project_id: request.caller.project_id }),
    };
    if (error) reply.log.error({ ...line, err: error }, 'request broken off');
    else reply.log.info(line, 'request');
  }

  override routeNotFound(): void {}
}

/** The pattern of a request's address, never the address; `none` where no route has it, as for a page of the console. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}
