import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** The path that the gateway is reached under, without a slash at its end: `/coppice`, or nothing. */
    base: string;
  }
}

/** Notes under which path a gateway is reached, for whoever writes or checks an address. */
export function noteBase(app: FastifyInstance, base: string): void {
  app.decorate('base', base);
}

/**
 * A request's address without the path that the gateway is reached under. A proxy in front may have taken that away
 * already, or not: both are understood.
 */
export function belowBase(base: string, url = '/'): string {
  if (base === '' || !url.startsWith(base)) return url;
  const rest = url.slice(base.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}
