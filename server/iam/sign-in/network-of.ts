import { isIPv4, isIPv6 } from 'node:net';

/** A client has a whole /64 of IPv6 to choose addresses from: the network is the first four groups of eight. Source: RFC 6177. */
const GROUPS = 4;

/**
 * The network that an address is rate-limited by: an IPv4 address itself, normalised; an IPv6 address's /64.
 *
 * @param address as a socket or a proxy gives it, maybe with a port or a zone; what is no address stays as it is.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/%.*$/, '');
  const withoutPort = bare.replace(/^([\d.]+):\d+$/, '$1');
  if (isIPv4(withoutPort) || !isIPv6(bare)) return withoutPort;
  const groups = groupsOf(bare);
  return mappedIPv4(groups) ?? `${groups.slice(0, GROUPS).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, in hex without leading zeros. */
function groupsOf(address: string): string[] {
  // Normalised by the URL parser: in lower case, all of it in hex, the longest run of zeros left out.
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = written.split('::');
  const first = head === '' ? [] : head.split(':');
  if (tail === undefined) return first;
  const last = tail === '' ? [] : tail.split(':');
  return [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
}

/** `::ffff:10.0.0.5`. Source: RFC 4291, 2.5.5.2. */
function mappedIPv4(groups: readonly string[]): string | undefined {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined;
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((number) => [number >> 8, number & 0xff])
    .join('.');
}
