import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { ApiError } from '../../errors.ts';
import { signatureOn } from '../../iam/authenticate.ts';
import { hasSessionCookie } from '../../iam/sign-in/session-cookie.ts';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that would change something and come from another site in a browser that is signed in here.
 * A request with a token or a signature needs no Origin: other sites cannot make a browser send those headers.
 */
export const checkOrigin: onRequestAsyncHookHandler = async (request) => {
  if (READS.has(request.method) || !restsOnTheBrowser(request)) return;
  const page = partsOf(request.headers.origin);
  const own = partsOf(`${request.protocol}://${request.host}`);
  if (page && page.host === own?.host) {
    if (page.protocol === own.protocol) return;
    throw new ApiError('Coppice.0001', otherScheme(page.protocol, own.protocol));
  }
  throw new ApiError(
    'Coppice.0001',
    "The request was refused because it does not come from this console's own pages.",
  );
};

/** It may be an attack by whoever is between, or a proxy that adds TLS and does not say so. */
function otherScheme(page: string, own: string): string {
  return (
    `The request was refused: its page came by ${page.replace(':', '')}, and it came by ${own.replace(':', '')}. ` +
    'A proxy that adds TLS has to be named by the setting TRUST_PROXY, and to send X-Forwarded-Proto.'
  );
}

/** Signing in counts too: another site must not be able to sign its visitor in as somebody else. */
function restsOnTheBrowser(request: FastifyRequest): boolean {
  if (request.routeOptions.url === '/api/session') return true;
  const hasOwnProof = request.headers['x-auth-token'] !== undefined || signatureOn(request) !== undefined;
  return !hasOwnProof && hasSessionCookie(request);
}

/** The scheme, as `https:`, and the host with its port. */
function partsOf(origin: string | undefined): { protocol: string; host: string } | undefined {
  return origin === undefined || !URL.canParse(origin) ? undefined : new URL(origin);
}
