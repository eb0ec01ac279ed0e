import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, isMeantBy, nameOfAddress, readAuthority, readHostRule } from './host-rule.ts';

const loopback = (host: string) => {
  const authority = readAuthority(host);
  return authority !== undefined && isLoopback(authority);
};

describe('a host', () => {
  it('is the same however a browser may be told to write it', () => {
    for (const host of ['Bücher.example', 'xn--bcher-kva.example', 'XN--BCHER-KVA.example.']) {
      expect(readAuthority(host)).toEqual({ name: 'xn--bcher-kva.example', port: undefined });
    }
    expect(readAuthority('[FD00:0::5]:80')).toEqual({ name: '[fd00::5]', port: '80' });
  });

  it('is the loopback at every address of it, and at no other', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => loopback(address) === address.startsWith('127.')));
    fc.assert(fc.property(fc.ipV6(), (address) => loopback(`[${address}]`) === /^[0:]*:0*1$/.test(address)));
  });

  it('with a name that somebody can own is never the loopback', () => {
    fc.assert(fc.property(fc.domain(), (name) => !loopback(name) && !loopback(`localhost.${name}`)));
  });

  it('is meant by a rule that names it, at its port or any, and by one for what is above it', () => {
    const hosts = fc.record({ name: fc.domain(), port: fc.integer({ min: 1, max: 65_535 }) });
    fc.assert(
      fc.property(hosts, fc.domain(), ({ name, port }, other) => {
        fc.pre(name !== other && !name.endsWith(`.${other}`));
        const means = (rule: string, host: string) => {
          const [read, authority] = [readHostRule(rule), readAuthority(host)];
          return read !== undefined && authority !== undefined && isMeantBy(read, authority);
        };
        expect(means(name, `${name}:${port}`)).toBe(true);
        expect(means(`${name}:${port}`, `${name}:${port}`)).toBe(true);
        expect(means(`${name}:${port}`, `${name}:${port + 1}`)).toBe(false);
        expect(means(`*.${name}`, `a.${name}:${port}`)).toBe(true);
        expect(means(`*.${name}`, name)).toBe(false);
        expect(means(other, name)).toBe(false);
        expect(means(`*.${other}`, name)).toBe(false);
      }),
    );
  });

  it('is named by an address as a socket says it', () => {
    expect(['10.0.0.5', '::ffff:10.0.0.5', 'FD00::0:5', 'fe80::1%eth0'].map(nameOfAddress)).toEqual([
      ...['10.0.0.5', '10.0.0.5', '[fd00::5]', '[fe80::1]'],
    ]);
  });
});
