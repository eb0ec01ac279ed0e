import type { IncomingHttpHeaders } from 'node:http';
import { GROUP_ETAG_HEADER } from '../../../core/contract/group-etag.ts';

/** What a client may say to the remote registry: what it sends, takes and knows, and on what condition. */
const TO_REMOTE = [
  ...['accept', 'accept-encoding', 'accept-language', 'x-language', 'content-type', 'content-encoding'],
  ...['if-match', 'if-none-match'],
];

/** What the remote registry may say to a client. */
const TO_CLIENT = [
  ...['content-type', 'content-encoding', 'content-language', 'retry-after', 'etag', 'last-modified'],
  GROUP_ETAG_HEADER,
];

/** The headers of a client's request that the remote registry gets; those that say who asks are never among them. */
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
