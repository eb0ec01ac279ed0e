import fc from 'fast-check';
import { expect, it } from 'vitest';
import { networkOf } from './network-of.ts';

const group = fc.integer({ min: 0, max: 0xffff });
const groups = (length: number) => fc.array(group, { minLength: length, maxLength: length });
const written = (numbers: readonly number[]) => numbers.map((number) => number.toString(16)).join(':');

it('counts all of the addresses by one that share the first 64 bits of IPv6, and no others', () => {
  fc.assert(
    fc.property(groups(4), groups(4), groups(4), groups(4), (network, other, one, two) => {
      fc.pre(written(network) !== written(other) && network.concat(other).every((number) => number !== 0));
      expect(networkOf(written([...network, ...one]))).toBe(networkOf(written([...network, ...two])));
      expect(networkOf(written([...network, ...one]))).not.toBe(networkOf(written([...other, ...one])));
    }),
  );
});

it('counts an address of IPv4 by itself, however it is written', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(65_535), (address, port) => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
      const hex = written([a * 256 + b, c * 256 + d]);
      for (const same of [
        `::ffff:${address}`,
        `::FFFF:${hex}`,
        `0:0:0:0:0:ffff:${hex}`,
        `${address}:${port}`,
      ]) {
        expect(networkOf(same)).toBe(address);
      }
      expect(networkOf(address)).toBe(address);
    }),
  );
});

it('counts an address of IPv6 by the same network, however it is written', () => {
  const spellings = [
    '2001:db8::1',
    '2001:DB8:0:0:ffff::',
    '[2001:db8::7]',
    '[2001:db8::7]:443',
    '2001:db8::1%eth0',
  ];
  expect(new Set(spellings.map(networkOf))).toEqual(new Set(['2001:db8:0:0::/64']));
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
});

it('keeps what is no address as it is', () => {
  expect(['unknown', '', '1.2.3', 'x:1'].map(networkOf)).toEqual(['unknown', '', '1.2.3', 'x:1']);
});
