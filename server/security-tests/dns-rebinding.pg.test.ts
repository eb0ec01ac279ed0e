import { networkInterfaces } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { askRoute, methodOf, pathOf } from '../testing/clients/ask-route.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { allOf, openSession, seedProject } from '../testing/fixtures/seed-project.ts';
import { startGateway, type TestGateway } from '../testing/setup/start-gateway.ts';

const gateway = await startGateway();
const { hosts } = readConfig(
  {},
  { HOST: 'gate.internal', COPPICE_HOSTS: 'coppice.example,*.example.org:8443' },
);
const named = await startGateway({ beside: gateway, settings: { hosts } });
const everywhere = await startGateway({ beside: gateway, listenOn: '0.0.0.0' });
afterAll(async () => {
  for (const one of [everywhere, named, gateway]) await one.close();
});

const HEALTH = ['GET /healthz', 'GET /readyz'];
const { port } = new URL(gateway.url);

/** Asks as a browser does whose page has such a name, with headers that its page can add. */
async function ask(at: TestGateway, path: string, host: string, ...headers: string[]) {
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers];
  const answer = await rawRequest(at.url, `${lines.join('\r\n')}\r\n\r\n`);
  return { status: Number(answer.split(' ', 2)[1]), answer };
}
const statusOf = async (at: TestGateway, host: string, ...headers: string[]) =>
  (await ask(at, '/api/about', host, ...headers)).status;

/** One for all: nothing here may change it, and each test looks whether it did. */
const furnished = await seedProject(gateway);

describe('a page whose name was led here', () => {
  it.each(gateway.routes.filter((route) => !HEALTH.includes(route)))(
    'is told and changes nothing, whatever else it has: %s',
    async (route) => {
      const { operator } = furnished.people;
      const session = await openSession(gateway, furnished.people, operator);
      const before = await allOf(gateway, furnished.people);
      const proof = [
        `Origin: http://rebound.example:${port}`,
        `X-Auth-Token: ${operator.token}`,
        `Cookie: coppice_session=${session}`,
      ];
      const method = methodOf(route);
      const head = [`${method} ${pathOf(route, furnished.ids)} HTTP/1.1`, `Host: rebound.example:${port}`];
      const text = [...head, ...proof, 'Content-Length: 0', 'Connection: close'].join('\r\n');
      expect(await rawRequest(gateway.url, `${text}\r\n\r\n`)).toMatch(
        /^HTTP\/1.1 421 Misdirected Request\r\n/,
      );
      expect(await allOf(gateway, furnished.people)).toEqual(before);
    },
  );

  it.each(['/', '/models', '/assets/nothing.js', '/api/nothing', '/v1/nothing', '/v3/nothing'])(
    'is served nothing of the console, nor told what is not there: %s',
    async (path) => {
      expect((await ask(gateway, path, 'rebound.example', 'Accept: text/html')).status).toBe(421);
    },
  );

  it('cannot say that it is a proxy which was asked by another name', async () => {
    expect(await statusOf(gateway, 'rebound.example', 'X-Forwarded-Host: localhost')).toBe(421);
    expect(await statusOf(gateway, 'rebound.example', 'X-Forwarded-Host: rebound.example')).toBe(421);
    expect(await statusOf(gateway, 'localhost', 'X-Forwarded-Host: rebound.example')).toBe(421);
  });

  it.each([
    ['another address', '192.0.2.7'],
    ['an address of everybody', '0.0.0.0'],
    ['a name that begins like ours', 'localhost.rebound.example'],
    ['one that ends like ours', 'mylocalhost'],
    ['one that begins like an address', '127.0.0.1.rebound.example'],
    ['ours as a user', 'localhost@rebound.example'],
    ['ours as a path', 'rebound.example/localhost'],
    ['two', 'localhost, rebound.example'],
    ['an empty one', ''],
    ['an address that is cut off', '[::1'],
  ])('cannot be called %s', async (_, host) => {
    expect(await statusOf(gateway, host)).toBe(421);
  });

  it('is told in the form of what it asked, and which setting would let it in', async () => {
    const [console, modelarts, iam] = await Promise.all(
      ['/api/about', '/v1/p/models', '/v3/projects'].map((path) => ask(gateway, path, 'rebound.example')),
    );
    for (const told of [console, modelarts, iam])
      expect(told?.answer).toMatch(/rebound\.example.*COPPICE_HOSTS/);
    expect(console?.answer).toContain('"error_code":"Coppice.0013"');
    expect(modelarts?.answer).toContain('"error_code":"Coppice.0013"');
    expect(iam?.answer).toContain('"error":{"code":421,');
    expect(iam?.answer).toContain('"title":"Misdirected Request"');
  });
});

describe('the gateway answers to', () => {
  it.each([
    ...['localhost', 'LOCALHOST', 'localhost.', 'demo.localhost', `localhost:${port}`, 'localhost:1'],
    ...['127.0.0.1', '127.8.8.8:80', '[::1]', `[::1]:${port}`, '[0:0:0:0:0:0:0:1]'],
  ])('the loopback: %s', async (host) => {
    expect(await statusOf(gateway, host)).toBe(200);
  });

  it('its HOST and the names that are set, and what is below them where that is said', async () => {
    const status = (host: string) => statusOf(named, host);
    for (const host of ['gate.internal', 'gate.internal:4600', 'Coppice.Example', 'coppice.example:1']) {
      expect([host, await status(host)]).toEqual([host, 200]);
    }
    expect(await status('a.b.example.org:8443')).toBe(200);
    for (const host of ['a.example.org', 'a.example.org:80', 'example.org:8443', 'xexample.org:8443']) {
      expect([host, await status(host)]).toEqual([host, 421]);
    }
  });

  it('a name that is set, also where a proxy that is trusted says it, if its own is right too', async () => {
    expect(await statusOf(named, 'gate.internal', 'X-Forwarded-Host: coppice.example')).toBe(200);
    expect(await statusOf(named, 'gate.internal', 'X-Forwarded-Host: elsewhere.example')).toBe(421);
    expect(await statusOf(named, 'elsewhere.example', 'X-Forwarded-Host: coppice.example')).toBe(421);
  });

  it('the address that was asked, where it listens on all of the machine, and to no other', async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
    const [own] = addresses.filter(({ family, internal }) => family === 'IPv4' && !internal);
    const address = own?.address ?? '127.0.0.1';
    const url = `http://${address}:${new URL(everywhere.url).port}`;
    expect((await fetch(`${url}/api/about`)).status).toBe(200);
    expect(await statusOf(everywhere, '192.0.2.7')).toBe(421);
    expect(await statusOf(everywhere, '0.0.0.0')).toBe(421);
  });

  it.each(HEALTH)('whoever looks after it, by any name or none: %s', async (route) => {
    const path = pathOf(route, {});
    expect((await ask(gateway, path, 'pod-7.internal')).status).toBe(200);
    expect(await rawRequest(gateway.url, `GET ${path} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 /);
  });
});

it('is no concern of a client that knows the address', async () => {
  const headers = { 'x-auth-token': furnished.people.viewer.token };
  expect((await askRoute(gateway, 'GET /api/model-groups', furnished, headers)).status).toBe(200);
});
