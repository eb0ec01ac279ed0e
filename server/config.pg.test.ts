import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, UsageError } from './config.ts';

describe('the configuration', () => {
  it('has defaults for everything', () => {
    expect(readConfig({}, {})).toEqual({
      base: '',
      port: 4600,
      host: '127.0.0.1',
      data: resolve('data'),
      store: { kind: 'directory', directory: resolve('data') },
      secret: undefined,
      sample: false,
      trustProxy: ['loopback'],
      hosts: [{ name: '127.0.0.1', port: undefined, isBelow: false }],
      remote: undefined,
      refreshEvery: 300_000,
      lag: 60_000,
      serviceUrl: undefined,
      webhooksInside: false,
    });
  });

  it.each([
    ['/', ''],
    ['/coppice', '/coppice'],
    ['/tools/coppice.v2/', '/tools/coppice.v2'],
  ])('is under %s when it is told so', (given, base) => {
    expect(readConfig({}, { COPPICE_BASE: given }).base).toBe(base);
  });

  it.each(['coppice', '//', '/a//b', '/a/../b', '/a b', '/api', '/v1/', '/assets/x', 'https://host/coppice'])(
    'is never under %s',
    (given) => {
      expect(mistakes({ COPPICE_BASE: given })).toContain('COPPICE_BASE: expected a path like /coppice/');
    },
  );

  it.each([
    'https://console.example.com/modelarts/services/{service_id}',
    'http://10.0.0.5:8080/?region=cn#/service/{service_id}/detail',
  ])('knows where services are shown: %s', (given) => {
    expect(readConfig({}, { COPPICE_SERVICE_URL: given }).serviceUrl).toBe(given);
  });

  it.each([
    'https://console.example.com/services',
    'https://{service_id}.example.com/',
    'https://{service_id}@console.example.com/',
    'https://me:hush@console.example.com/{service_id}',
    'javascript:alert("{service_id}")',
    'console.example.com/{service_id}',
    '{service_id}',
  ])('does not take %s for where services are shown, and says what it wants', (given) => {
    expect(mistakes({ COPPICE_SERVICE_URL: given })).toContain(
      'COPPICE_SERVICE_URL: expected an address like https://console.example.com/services/{service_id}',
    );
  });

  it('prefers a flag to its variable', () => {
    const config = readConfig({ port: '80', sample: true }, { PORT: '90', HOST: '::1' });
    expect(config).toMatchObject({ port: 80, host: '::1', sample: true });
  });

  it('takes an empty variable as absent', () => {
    expect(readConfig({}, { PORT: '', DATABASE_URL: '' })).toMatchObject({
      port: 4600,
      store: { kind: 'directory' },
    });
  });

  it('uses PostgreSQL when it is given one', () => {
    const url = 'postgresql://coppice@db:5432/coppice';
    const usual = { kind: 'postgres', url, isPreparing: true };
    expect(readConfig({}, { DATABASE_URL: url }).store).toEqual(usual);
    const env = { DATABASE_URL: url, DATABASE_POOL: '25', DATABASE_PREPARED: '0' };
    expect(readConfig({}, env).store).toEqual({ ...usual, connections: 25, isPreparing: false });
    expect(mistakes({ DATABASE_POOL: 'all' })).toContain('DATABASE_POOL: expected a number of connections');
  });

  it('takes proxies by address, network or name, and never everybody', () => {
    const TRUST_PROXY = 'loopback, 10.1.0.0/16,192.0.2.7 fd00::/8';
    expect(readConfig({}, { TRUST_PROXY }).trustProxy).toEqual([
      'loopback',
      '10.1.0.0/16',
      '192.0.2.7',
      'fd00::/8',
    ]);
    for (const wrong of ['all', '0.0.0.0/0', '::/0', '10.1.0.0/33', '10.1', 'true', 'loopback,', '1']) {
      expect(mistakes({ TRUST_PROXY: wrong })).toContain("TRUST_PROXY: expected proxies' addresses");
    }
  });

  it('answers to hosts by name, with a port or below a name, and never to every one', () => {
    const COPPICE_HOSTS = 'Coppice.Example.com, *.example.org,192.0.2.7:4600 fd00::7 [fd00::8]:80';
    expect(readConfig({}, { HOST: '0.0.0.0', COPPICE_HOSTS }).hosts).toEqual([
      { name: 'coppice.example.com', port: undefined, isBelow: false },
      { name: 'example.org', port: undefined, isBelow: true },
      { name: '192.0.2.7', port: '4600', isBelow: false },
      { name: '[fd00::7]', port: undefined, isBelow: false },
      { name: '[fd00::8]', port: '80', isBelow: false },
    ]);
    const wrong = [
      '*',
      '*.',
      '*:80',
      '*.*',
      'a.*.example',
      '*.192.0.2.7',
      'https://a.example',
      'a.example/x',
    ];
    for (const host of [...wrong, 'me@a.example', 'a.example:port', 'a.example:', '[::1', 'a b.example/']) {
      expect(mistakes({ COPPICE_HOSTS: host })).toContain(
        'COPPICE_HOSTS: expected hosts like coppice.example',
      );
    }
  });

  it('names every mistake at once: the variable, what is expected and what it got', () => {
    const env = { PORT: '70000', COPPICE_SAMPLE: 'yes', COPPICE_UPSTREAM: 'modelarts.example' };
    const message = mistakes(env);
    expect(message).toContain('PORT: expected a port from 0 to 65535; got "70000"');
    expect(message).toContain('COPPICE_SAMPLE: expected 0 or 1; got "yes"');
    expect(message).toContain('COPPICE_UPSTREAM: expected an address like https://');
  });

  it("stands before a remote ModelArts, whose IAM it finds by the cloud's naming or is told", () => {
    const COPPICE_UPSTREAM = 'https://modelarts.region.example.com';
    const iamOf = (env: object) => readConfig({}, { COPPICE_UPSTREAM, ...env }).remote?.iam.href;
    expect(iamOf({})).toBe('https://iam.region.example.com/');
    expect(iamOf({ COPPICE_UPSTREAM: 'http://127.0.0.1:4600' })).toBe('http://127.0.0.1:4600/');
    expect(iamOf({ COPPICE_IAM: 'https://iam.elsewhere.example' })).toBe('https://iam.elsewhere.example/');
    expect(mistakes({ COPPICE_IAM: 'https://iam.example' })).toContain('nothing without COPPICE_UPSTREAM');
    expect(mistakes({ COPPICE_UPSTREAM, COPPICE_SAMPLE: '1' })).toContain('COPPICE_SAMPLE: expected 0');
    expect(mistakes({ COPPICE_UPSTREAM, COPPICE_REFRESH: '0' })).toContain(
      'COPPICE_REFRESH: expected minutes',
    );
  });

  it('never shows a secret, even a wrong one', () => {
    const message = mistakes({ COPPICE_SECRET: 'short', DATABASE_URL: 'mysql://me:hush@db/x' });
    expect(message).toContain('COPPICE_SECRET');
    expect(message).toContain('DATABASE_URL');
    expect(message).not.toMatch(/short|hush/);
  });
});

function mistakes(env: Record<string, string>): string {
  try {
    readConfig({}, env);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
  }
  throw new Error('The configuration was taken as right.');
}
