import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openSocket, readToEnd } from '../testing/clients/raw-request.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

const consoleDirectory = mkdtempSync(join(tmpdir(), 'coppice-console-'));
writeFileSync(join(consoleDirectory, 'index.html'), '<title>Coppice</title>');
// More than the buffers of a connection hold.
writeFileSync(join(consoleDirectory, 'large.txt'), Buffer.alloc(64 * 1024 * 1024));
const timeouts = { head: 500, request: 1_000, silence: 2_000, look: 100 };
const gateway = await startGateway({ consoleDirectory, settings: { timeouts } });
afterAll(async () => {
  await gateway.close();
  rmSync(consoleDirectory, { recursive: true });
});

const BODY =
  'POST /v3/auth/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';

it.each([
  ['the head of a request', 'GET /models HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
  ['the body', BODY],
])('hangs up on a client that never comes to the end of %s', async (_, begun) => {
  expect(await readToEnd(openSocket(gateway.url, begun))).toMatch(/^HTTP\/1.1 408 /);
});

it('hangs up on a client that says nothing at all', async () => {
  expect(await readToEnd(openSocket(gateway.url, ''))).toMatch(/^(HTTP\/1.1 408 |$)/);
});

it('hangs up on a client that does not read what it asked for', async () => {
  const accepted = once(gateway.server, 'connection');
  const client = openSocket(gateway.url, 'GET /large.txt HTTP/1.1\r\nHost: localhost\r\n\r\n').pause();
  client.on('error', () => {});
  const [served]: Socket[] = await accepted;
  if (served) await once(served, 'close');
  expect(served?.bytesWritten).toBeLessThan(64 * 1024 * 1024);
  client.destroy();
});

it('answers others meanwhile', async () => {
  const slow = Array.from({ length: 100 }, () => openSocket(gateway.url, BODY));
  await Promise.all(slow.map((socket) => once(socket, 'connect')));
  expect((await gateway.http('GET', '/readyz')).status).toBe(200);
  await Promise.all(slow.map(readToEnd));
});

it('has such limits unless it is told others', async () => {
  const usual = await startGateway({ beside: gateway });
  const { headersTimeout, requestTimeout, timeout } = usual.server;
  expect({ headersTimeout, requestTimeout, timeout }).toEqual({
    headersTimeout: 15_000,
    requestTimeout: 60_000,
    timeout: 120_000,
  });
  await usual.close();
});
