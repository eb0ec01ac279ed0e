import type { IncomingHttpHeaders } from 'node:http';
import { GROUP_ETAG_HEADER } from '../../../core/contract/group-etag.ts';

/** Request headers that are forwarded: of content, content negotiation and conditions. */
const TO_REMOTE = [
  'accept',
  'accept-encoding',
  'accept-language',
  'x-language',
  'content-type',
  'content-encoding',
  'if-match',
  'if-none-match',
];

/** Response headers that are forwarded. */
const TO_CLIENT = [
  'content-type',
  'content-encoding',
  'content-language',
  'retry-after',
  'etag',
  'last-modified',
  GROUP_ETAG_HEADER,
];

/** The headers of a client's request that the remote registry gets; its authentication is never among them. */
export function headersToRemote(headers: IncomingHttpHeaders): Record<string, string> {
  return pick(headers, TO_REMOTE);
}

/** The headers of the remote registry's answer that a client gets. */
export function headersToClient(headers: IncomingHttpHeaders): Record<string, string> {
  return pick(headers, TO_CLIENT);
}

function pick(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  const picked = names.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(picked);
}
