import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

/** All of IPv6 that is given out to be reached by everybody (RFC 4291, 2.4, and IANA's registry of its space). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address is of this machine or its network, or of any that not everybody reaches: loopback, private, link-local
 * (where clouds tell machines their credentials), shared, multicast, reserved; those as well that are written as IPv6, or
 * that a gateway would translate.
 *
 * @param networks those of this machine, as `10.1.2.3/24`.
 */
export function isInside(text: string, networks: readonly string[] = ownNetworks()): boolean {
  if (!ipaddr.isValid(text)) return true;
  // What is mapped into IPv6 (::ffff:127.0.0.1) is what it is mapped from.
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return true;
  if (address.kind() === 'ipv6' && !isIn(address, GLOBAL_IPV6)) return true;
  return networks.some((network) => isIn(address, ipaddr.parseCIDR(network)));
}

type Address = ReturnType<typeof ipaddr.parse>;

function isIn(address: Address, network: [Address, number]): boolean {
  return ipaddr.subnetMatch(address, { network: [network] }, 'none') === 'network';
}

/** Networks as they are now: they come and go. */
function ownNetworks(): string[] {
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return interfaces.flatMap(({ cidr }) => (cidr === null ? [] : [cidr]));
}
