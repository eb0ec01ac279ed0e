import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { ApiError } from '../errors.ts';
import { signatureOn } from './authenticate.ts';
import { SESSION_COOKIE } from './sessions.ts';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that would change something and come from another site in a browser that is signed in here.
 * A request with a token or a signature needs no Origin: other sites cannot make a browser send those headers.
 */
export const checkOrigin: onRequestAsyncHookHandler = async (request) => {
  if (READS.has(request.method) || !restsOnTheBrowser(request)) return;
  if (hostOf(request.headers.origin) === hostOf(`${request.protocol}://${request.host}`)) return;
  throw new ApiError(
    'Coppice.0001',
    "The request was refused because it does not come from this console's own pages.",
  );
};

/** Signing in counts too: another site must not be able to sign its visitor in as somebody else. */
function restsOnTheBrowser(request: FastifyRequest): boolean {
  if (request.routeOptions.url === '/api/session') return true;
  const hasOwnProof = request.headers['x-auth-token'] !== undefined || signatureOn(request) !== undefined;
  return !hasOwnProof && SESSION_COOKIE in request.cookies;
}

function hostOf(origin: string | undefined): string | undefined {
  return origin === undefined || !URL.canParse(origin) ? undefined : new URL(origin).host;
}
