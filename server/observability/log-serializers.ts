import type { FastifyRequest } from 'fastify';
import { routeOf } from './request-log.ts';

/** How requests and errors are written wherever something logs them: only what is named here, and never a secret. */
export const LOG_SERIALIZERS = {
  req: (request: FastifyRequest) => ({ method: request.method, route: routeOf(request) }),
  err: loggableError,
};

/**
 * What is logged of an error. Those of the databases also hold the statement's parameters, and the row that was
 * refused.
 */
export function loggableError(error: Error) {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const message = quotesValue(code) ? 'a value was refused; it is not logged' : error.message;
  return {
    type: error.name,
    message,
    stack: error.stack?.replace(error.message, message) ?? '',
    ...(code !== undefined && { code }),
  };
}

/** Data exceptions quote the value in their message. Source: PostgreSQL, Appendix A, class 22. */
function quotesValue(code: string | undefined): boolean {
  return code !== undefined && /^22[0-9A-Z]{3}$/.test(code);
}
