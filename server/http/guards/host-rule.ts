import { isIPv4, isIPv6 } from 'node:net';

/** A host, and maybe a port, as a Host header names them: the name as browsers write it, IPv6 in brackets. */
type Authority = { name: string; port: string | undefined };

/** What a Host header may name; without a port, at any. */
export type HostRule = Authority & {
  /** Whether names below it are meant, in place of itself. */ isBelow: boolean;
};

/** Nothing that would make another address of it: no user, path or query. */
const AUTHORITY = /^(\[[\da-f:.]+\]|[^\s:/?#@\\[\]]+)(?::(\d{1,5}))?$/i;

/** Reads what a Host header says; undefined for what is no host. */
export function readAuthority(text: string): Authority | undefined {
  const [, written, port] = AUTHORITY.exec(text) ?? [];
  if (written === undefined || !URL.canParse(`http://${written}`)) return undefined;
  return { name: new URL(`http://${written}`).hostname.replace(/\.$/, ''), port };
}

/** Reads a rule: `coppice.example.com`, `*.example.com`, `10.0.0.5:4600`, `fd00::5`; undefined for what is none. */
export function readHostRule(text: string): HostRule | undefined {
  const isBelow = text.startsWith('*.');
  const rest = isBelow ? text.slice('*.'.length) : text;
  const authority = readAuthority(isIPv6(rest) ? `[${rest}]` : rest);
  if (!authority || authority.name.includes('*')) return undefined;
  return isBelow && isAddress(authority.name) ? undefined : { ...authority, isBelow };
}

/** Whether a host is one that a rule means. A port that is not written is that of the scheme. */
export function isMeantBy(rule: HostRule, { name, port }: Authority): boolean {
  const isName = rule.isBelow ? name.endsWith(`.${rule.name}`) : name === rule.name;
  const isPort = rule.port === undefined || (port === undefined ? SCHEMES : [port]).includes(rule.port);
  return isName && isPort;
}

const SCHEMES = ['80', '443'];

/** Whether a host is this machine, to whoever asks: nobody can own a name under localhost (RFC 6761, 6.3). */
export function isLoopback({ name }: Authority): boolean {
  return /(^|\.)localhost$/.test(name) || (isIPv4(name) && name.startsWith('127.')) || name === '[::1]';
}

/** The name of an address, as a Host header has it; a socket for both kinds writes IPv4 as `::ffff:10.0.0.5`. */
export function nameOfAddress(address: string): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return readAuthority(isIPv6(plain) ? `[${plain}]` : plain)?.name;
}

function isAddress(name: string): boolean {
  return isIPv4(name) || name.startsWith('[');
}
