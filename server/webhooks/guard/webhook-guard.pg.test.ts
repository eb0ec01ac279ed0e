import type { LookupAddress } from 'node:dns';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { WebhookUrl } from '../../../core/console-api/activity/webhooks.ts';
import { countCases } from '../../../core/testing/count-cases.ts';
import { readHostRule } from '../../http/guards/host-rule.ts';
import { isInside } from './is-inside.ts';
import { AddressRefused, openWebhookGuard } from './webhook-guard.ts';

const OUTSIDE: LookupAddress = { address: '93.184.215.14', family: 4 };

/** What names lead to here. */
const NAMES: Record<string, LookupAddress[]> = {
  'example.com': [OUTSIDE],
  'bücher.example': [OUTSIDE],
  'xn--bcher-kva.example': [OUTSIDE],
  'router.example': [{ address: '192.168.0.1', family: 4 }],
  'half.example': [OUTSIDE, { address: '10.0.0.5', family: 4 }],
  'six.example': [{ address: '::1', family: 6 }],
  'mapped.example': [{ address: '::ffff:169.254.169.254', family: 6 }],
  'console.example.com': [OUTSIDE],
};

const hosts = [readHostRule('console.example.com:8443'), readHostRule('*.ours.example')].filter(
  (rule) => rule !== undefined,
);

const resolve = async (name: string) => {
  const found = NAMES[name];
  if (!found) throw new Error('ENOTFOUND');
  return found;
};

/** What becomes of an address as somebody writes it: what the schema says, and then the guard. */
async function verdict(text: string, mayGoInside = false): Promise<string> {
  const url = WebhookUrl.safeParse(text);
  if (!url.success) return 'no address';
  const guard = openWebhookGuard({ mayGoInside, hosts, resolve });
  try {
    const addresses = await guard.addressesOf(new URL(url.data).hostname);
    return addresses.map(({ address }) => address).join();
  } catch (error) {
    if (error instanceof AddressRefused) return error.problem;
    throw error;
  }
}

describe('the address of a webhook', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.0.0.1./',
    'http://１２７.0.0.1/',
    'http://①②⑦.0.0.1/',
    'http://0.0.0.0:4600/',
    'http://0/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://192.0.0.192/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://api.localhost/',
    'http://ⓛocalhost/',
    'https://console.example.com/api/webhooks',
    'https://console.example.com./',
    'https://any.ours.example/',
    'http://router.example/',
    'http://half.example/',
    'http://six.example/',
    'http://mapped.example/',
  ])('is refused as one inside: %s', async (text) => {
    expect(await verdict(text)).toBe('inside');
  });

  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'javascript:alert(1)',
    'data:text/plain,hello',
    'example.com/hook',
    '//example.com/hook',
    'https://',
    'http://[::1',
    'http://a b.example/',
    'http://me:secret@example.com/',
    'http://me@example.com/',
    'http:me@example.com/',
    'http:\\\\me@example.com/',
    'http://example.com:80@127.0.0.1/',
    `https://example.com/${'x'.repeat(2000)}`,
  ])('is none: %s', async (text) => {
    expect(await verdict(text)).toBe('no address');
    expect(await verdict(text, true)).toBe('no address');
  });

  it.each([
    'https://example.com/hook?token=a@b',
    'http://example.com:8080/',
    'https://EXAMPLE.com./hook',
    'https://bücher.example/',
    'https://93.184.215.14/',
  ])('may be %s', async (text) => {
    expect(await verdict(text)).toBe(OUTSIDE.address);
  });

  it('is refused where its host cannot be found', async () => {
    expect(await verdict('https://nowhere.example/')).toBe('unresolved');
    expect(await verdict('https://nowhere.example/', true)).toBe('unresolved');
  });

  it.each([
    ['http://127.0.0.1:9/', '127.0.0.1'],
    ['http://[::1]/', '::1'],
    ['http://router.example/', '192.168.0.1'],
    ['https://console.example.com/', OUTSIDE.address],
  ])('may lead inside where a setting says so: %s', async (text, address) => {
    expect(await verdict(text, true)).toBe(address);
  });
});

describe('what is inside', () => {
  it('is every IPv4 address alike, however IPv6 writes it', () => {
    const came = countCases('inside', 'outside');
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const is = isInside(address, []);
        came(is ? 'inside' : 'outside');
        const six = ipaddr.IPv4.parse(address).toIPv4MappedAddress();
        expect(isInside(`::ffff:${address}`, [])).toBe(is);
        expect(isInside(six.toString(), [])).toBe(is);
      }),
      { numRuns: 2000 },
    );
  });

  it('is all of the networks that the machine is in, its public ones too', () => {
    const own = ['93.184.215.20/24', '2606:2800:21f:cb07::1/64'];
    expect(isInside('93.184.215.14', own)).toBe(true);
    expect(isInside('::ffff:93.184.215.14', own)).toBe(true);
    expect(isInside('93.184.216.14', own)).toBe(false);
    expect(isInside('2606:2800:21f:cb07:6820:80da:af6b:8b2c', own)).toBe(true);
    expect(isInside('2606:2800:21f:cb08::1', own)).toBe(false);
  });

  it.each(['', 'example.com', '1.2.3.4.5', '1.2.3.4/8', 'fe80::1%eth0'])(
    'is whatever is no address: %j',
    (text) => {
      expect(isInside(text, [])).toBe(true);
    },
  );
});
