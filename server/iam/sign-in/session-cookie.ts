import type { FastifyRequest } from 'fastify';

/**
 * The cookie with the session's id. Behind TLS its name begins so that browsers take it from this very host only, by TLS
 * only, and only for all of its paths (RFC 6265bis, 4.1.3.2): nobody who can write plain cookies for the host, or for one
 * above it, can plant a session.
 */
const PLAIN = 'coppice_session';
const SECURE = `__Host-${PLAIN}`;

/** Whether a request came by TLS, to us or to a proxy that is trusted. */
export function isSecure({ protocol }: FastifyRequest): boolean {
  return protocol.toLowerCase() === 'https';
}

/** What the session's cookie is called on the connection of a request. */
export function sessionCookieOn(request: FastifyRequest): string {
  return isSecure(request) ? SECURE : PLAIN;
}

/** The session's id that a request came with; one under the other name is not believed. */
export function sessionIdOf(request: FastifyRequest): string | undefined {
  return request.cookies[sessionCookieOn(request)];
}

/** Whether a browser sent a session's cookie along, of either name. */
export function hasSessionCookie({ cookies }: FastifyRequest): boolean {
  return PLAIN in cookies || SECURE in cookies;
}
