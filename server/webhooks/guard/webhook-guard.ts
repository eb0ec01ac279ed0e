import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type HostRule, isLoopback, isMeantBy } from '../../http/guards/host-rule.ts';
import { isInside } from './is-inside.ts';

/** An address is none that a webhook may have. */
export class AddressRefused extends Error {
  readonly problem: 'inside' | 'unresolved';

  constructor(problem: AddressRefused['problem'], host: string) {
    super(
      problem === 'inside'
        ? `${host} leads into the gateway's own machine or network.`
        : `${host} cannot be found.`,
    );
    this.problem = problem;
  }
}

/** Keeps webhooks from leading into the gateway's own machine or network. */
export type WebhookGuard = {
  /** Whether they may, by a setting. */
  mayGoInside: boolean;
  /**
   * The addresses that a host has now, each of which may be connected to. Whoever connects has to take one of these, and not
   * ask for the name again, which could have another address by then.
   *
   * @param hostname as `URL` has it.
   * @throws AddressRefused
   */
  addressesOf: (hostname: string) => Promise<LookupAddress[]>;
};

/**
 * @param hosts what the gateway answers to.
 * @param resolve asks for all addresses of a name; as the system does.
 */
export function openWebhookGuard({
  mayGoInside,
  hosts = [],
  resolve = (name) => lookup(name, { all: true }),
}: {
  mayGoInside: boolean;
  hosts?: readonly HostRule[];
  resolve?: (name: string) => Promise<LookupAddress[]>;
}): WebhookGuard {
  return {
    mayGoInside,
    async addressesOf(hostname) {
      const name = hostname.replace(/\.$/, '');
      if (!mayGoInside && isOwnName(name, hosts)) throw new AddressRefused('inside', hostname);
      const addresses = await found(name, resolve);
      if (addresses.length === 0) throw new AddressRefused('unresolved', hostname);
      // One that is inside is one too many: which of them is connected to is for the system to say.
      if (!mayGoInside && addresses.some(({ address }) => isInside(address)))
        throw new AddressRefused('inside', hostname);
      return addresses;
    },
  };
}

function isOwnName(name: string, hosts: readonly HostRule[]): boolean {
  const authority = { name, port: undefined };
  return isLoopback(authority) || hosts.some((rule) => isMeantBy({ ...rule, port: undefined }, authority));
}

async function found(
  name: string,
  resolve: (name: string) => Promise<LookupAddress[]>,
): Promise<LookupAddress[]> {
  const literal = name.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(literal);
  if (family !== 0) return [{ address: literal, family }];
  try {
    return await resolve(name);
  } catch {
    throw new AddressRefused('unresolved', name);
  }
}
