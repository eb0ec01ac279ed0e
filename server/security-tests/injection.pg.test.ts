import { afterAll, describe, expect, it } from 'vitest';
import { first } from '../../core/testing/must.ts';
import { httpClient } from '../testing/clients/http-client.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { ownDatabase, runCoppice } from '../testing/clients/run-coppice.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

/** Would be a header of its own in an answer, a line of its own in a log, or a colour at a terminal. */
const INJECTED = '\r\nX-Injected: yes\r\n{"level":60,"msg":"injected"}\n\u001b[31m\u0085\u2028injected';
const escaped = encodeURIComponent(INJECTED);

const ADDRESSES = [
  `/${escaped}`,
  `/models?search=${escaped}`,
  `/api/deletions?search=${escaped}`,
  `/api/deletions/${escaped}`,
  `/api/docs?${escaped}`,
  `/v1/${escaped}/models`,
  `/v3/projects?name=${escaped}`,
  '/%0d%0aX-Injected:%20yes',
];
const HEADERS = [
  `X-Request-Id: ${escaped}`,
  'X-Request-Id: a\u0085injected',
  'X-Request-Id: a\nX-Injected: yes',
  'X-Auth-Token: injected\u2028injected',
  `Cookie: coppice_session=${escaped}`,
  `Authorization: SDK-HMAC-SHA256 Access=injected, SignedHeaders=${escaped}, Signature=injected`,
  'X-Forwarded-For: injected\u0085',
  'X-Forwarded-Host: injected',
  `User-Agent: \u001b[31minjected`,
  'X-Coppice-Deletion: injected\tinjected',
];
const request = (path: string, header: string) =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${header}\r\nConnection: close\r\n\r\n`;

/** The head of an answer, by its lines. */
const headLines = (answer: string) => first(answer.split('\r\n\r\n', 1)).split('\r\n').slice(1);

const gateway = await startGateway();
afterAll(() => gateway.close());

describe('an answer', () => {
  it.each([
    ...ADDRESSES.map((path) => [path, 'Accept: */*']),
    ...HEADERS.map((header) => ['/api/session', header]),
  ])('has no header from outside: %j %j', async (path = '', header = '') => {
    const lines = headLines(await rawRequest(gateway.url, request(path, header)));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^[\w-]+: [ -~]*$/);
    expect(lines.join('\n')).not.toMatch(/injected/i);
  });
});

describe('the log of a gateway', () => {
  it('has one line of JSON for each request, and nothing from outside in it', {
    timeout: 120_000,
  }, async () => {
    const coppice = runCoppice([], await ownDatabase());
    const url = await coppice.address;
    for (const path of ADDRESSES) await rawRequest(url, request(path, 'Accept: */*'));
    for (const header of HEADERS) await rawRequest(url, request('/api/session', header));
    const http = httpClient(url);
    const body = { account: INJECTED, user: INJECTED, password: INJECTED, project: INJECTED };
    expect((await http('POST', '/api/session', { origin: url, body })).status).toBe(401);
    expect((await http('POST', '/v3/auth/tokens', { body: `{"${escaped}` })).status).toBe(400);
    coppice.process.kill('SIGTERM');
    const { out, err } = await coppice.ended;

    const lines = out.trimEnd().split('\n');
    const logged = lines.filter((line) => line !== `Coppice is ready: ${url}`);
    const messages = logged.map((line) => JSON.parse(line).msg);
    expect(messages.filter((message) => message === 'request').length).toBeGreaterThan(10);
    expect(out + err).not.toMatch(/injected|\p{Cc}(?<!\n)|\u2028/iu);
  });
});
