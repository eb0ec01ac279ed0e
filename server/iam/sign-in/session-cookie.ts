import type { FastifyRequest } from 'fastify';

/**
 * The cookie with the session's id. Over TLS it has the `__Host-` prefix: browsers accept it only from this very host, over
 * TLS, with `Path=/` (RFC 6265bis, 4.1.3.2). That rules out session fixation by who can set plain cookies for the host, or
 * for a parent domain.
 */
const PLAIN = 'coppice_session';
const SECURE = `__Host-${PLAIN}`;

/** Whether a request came over TLS, to us or to a trusted proxy. */
export function isSecure({ protocol }: FastifyRequest): boolean {
  return protocol.toLowerCase() === 'https';
}

/** The name of the session's cookie on the connection of a request. */
export function sessionCookieOn(request: FastifyRequest): string {
  return isSecure(request) ? SECURE : PLAIN;
}

/** The session's id that a request came with; a cookie of the other name is ignored. */
export function sessionIdOf(request: FastifyRequest): string | undefined {
  return request.cookies[sessionCookieOn(request)];
}

/** Whether a request has a session's cookie, of either name. */
export function hasSessionCookie({ cookies }: FastifyRequest): boolean {
  return PLAIN in cookies || SECURE in cookies;
}
