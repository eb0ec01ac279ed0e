import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../testing/setup/start-gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** The description of the API is JSON of many kilobytes, and open. */
const LARGE = '/api/docs/json';

describe('JSON', () => {
  it.each(['br', 'gzip'])('is sent as %s to those who take it, and is the same', async (encoding) => {
    const plain = await gateway.http('GET', LARGE, { headers: { 'accept-encoding': 'identity' } });
    const compressed = await gateway.http('GET', LARGE, { headers: { 'accept-encoding': encoding } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(compressed.headers.get('content-encoding')).toBe(encoding);
    expect(compressed.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(compressed.body).toEqual(plain.body);
  });

  it('is left as it is when it is small', async () => {
    const answer = await gateway.http('GET', '/api/about', { headers: { 'accept-encoding': 'br' } });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
  });

  it('is not unpacked when it comes compressed', async () => {
    const answer = await fetch(`${gateway.url}/api/session`, {
      method: 'POST',
      headers: { origin: gateway.url, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync('{"account":"a","user":"u","password":"p","project":"p"}'),
    });
    expect(answer.status).toBe(400);
  });
});
