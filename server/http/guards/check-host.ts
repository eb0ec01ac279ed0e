import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { ApiError } from '../../errors.ts';
import { type HostRule, isLoopback, isMeantBy, nameOfAddress, readAuthority } from './host-rule.ts';

/** They tell nothing of anybody, and balancers ask for them by any address, or without a Host. */
const HEALTH: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** Longer than any name. */
const MAX_SHOWN = 255;

/**
 * Answers only to its own names. A page of another site can have its own name lead here (DNS rebinding): the browser
 * then takes the two for one site, but still says that name.
 *
 * Both what the connection says and what a proxy that is trusted says has to be right: a page can add
 * X-Forwarded-Host to its requests, and this machine is trusted.
 */
export function checkHost(rules: readonly HostRule[]): onRequestAsyncHookHandler {
  return async (request) => {
    if (HEALTH.has(request.routeOptions.url ?? '')) return;
    for (const host of new Set([request.headers.host ?? '', request.host])) {
      if (!isOurs(host, request, rules)) throw new ApiError('Coppice.0013', rejectionReason(host));
    }
  };
}

/** Who names the very address that the connection came to uses no name that could be led elsewhere. */
function isOurs(host: string, { socket }: FastifyRequest, rules: readonly HostRule[]): boolean {
  const authority = readAuthority(host);
  if (!authority) return false;
  const { localAddress } = socket;
  return (
    isLoopback(authority) ||
    (localAddress !== undefined && nameOfAddress(localAddress) === authority.name) ||
    rules.some((rule) => isMeantBy(rule, authority))
  );
}

function rejectionReason(host: string): string {
  if (host === '') return 'The request names no host (Host).';
  const name = JSON.stringify(host.slice(0, MAX_SHOWN));
  return `This gateway does not answer to the host ${name}. If it should, add that to its setting COPPICE_HOSTS.`;
}
