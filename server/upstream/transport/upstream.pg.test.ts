import { createServer as createTlsServer } from 'node:https';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FaultyRemote, startFaultyRemote } from '../../testing/fakes/faulty-remote.ts';
import { listenLocally } from '../../testing/fakes/listen-locally.ts';
import { SELF_SIGNED } from '../../testing/fakes/self-signed.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import { readText } from './read-json.ts';
import { openUpstream, type Upstream, type UpstreamRequest, type UpstreamTimeouts } from './upstream.ts';

const LOGIN: RemoteCredential = {
  kind: 'password',
  project_id: 'p',
  account: 'a',
  user: 'u',
  password: 'w',
  token: 'token',
  expires_at: 0,
};
/** Short enough for a test, in ms. */
const SHORT = { retry: { shortest: 1, longest: 1_500 } };

let remote: FaultyRemote;
let upstream: Upstream;
const opened: Upstream[] = [];

function open(url: URL, timeouts: Partial<UpstreamTimeouts> = {}): Upstream {
  const one = openUpstream({ modelarts: url, iam: url, timeouts: { ...SHORT, ...timeouts } });
  opened.push(one);
  return one;
}

beforeEach(async () => {
  remote = await startFaultyRemote();
  upstream = open(remote.url);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await remote.close();
});

const ask = (request: Partial<UpstreamRequest> = {}, from = upstream) =>
  from.ask(LOGIN, { method: 'GET', target: '/v1/p/models', ...request });
const methods = ['POST', 'PUT', 'DELETE'] as const;

describe('a read', () => {
  it.each([429, 502, 503, 504])('is asked again after a %i, and its answer comes through', async (status) => {
    remote.respond = (_request, outgoing) =>
      remote.received.length < 3 ? outgoing.writeHead(status).end() : outgoing.writeHead(200).end('there');
    expect(await readText(await ask())).toBe('there');
    expect(remote.received).toHaveLength(3);
  });

  it('is asked again when its connection is cut, but not without end', async () => {
    remote.respond = (_request, outgoing) => outgoing.destroy();
    await expect(ask()).rejects.toMatchObject({ code: 'Coppice.0010' });
    expect(remote.received).toHaveLength(3);
  });

  it('that stays bad comes through as it is', async () => {
    remote.respond = (_request, outgoing) => outgoing.writeHead(503).end('still');
    const answer = await ask();
    expect([answer.statusCode, await readText(answer)]).toEqual([503, 'still']);
    expect(remote.received).toHaveLength(3);
  });

  it('waits as long as it is told, and hands on what is longer than is reasonable', async () => {
    const asked = Date.now();
    remote.respond = (_request, outgoing) =>
      outgoing.writeHead(remote.received.length === 1 ? 429 : 200, { 'retry-after': '1' }).end();
    await (await ask()).body.dump();
    expect(Date.now() - asked).toBeGreaterThanOrEqual(990);
    remote.respond = (_request, outgoing) => outgoing.writeHead(429, { 'retry-after': '60' }).end();
    const answer = await ask();
    await answer.body.dump();
    expect([answer.statusCode, answer.headers['retry-after'], remote.received.length]).toEqual([
      429,
      '60',
      3,
    ]);
  });

  it.each([400, 401, 404, 500])('is not asked again after a %i', async (status) => {
    remote.respond = (_request, outgoing) => outgoing.writeHead(status).end();
    await (await ask()).body.dump();
    expect(remote.received).toHaveLength(1);
  });
});

describe.each(methods)('a %s', (method) => {
  it('is sent once, whatever comes back or does not', async () => {
    remote.respond = (_request, outgoing) => outgoing.writeHead(503, { 'retry-after': '0' }).end();
    await (await ask({ method })).body.dump();
    expect(remote.received).toHaveLength(1);
    remote.respond = (_request, outgoing) => outgoing.destroy();
    await expect(ask({ method })).rejects.toMatchObject({ code: 'Coppice.0010' });
    expect(remote.received).toHaveLength(2);
  });

  it('is not sent at all when it is too late', async () => {
    await expect(ask({ method, notAfter: Date.now() - 1 })).rejects.toMatchObject({ code: 'Coppice.0012' });
    expect(remote.received).toEqual([]);
  });

  it('is waited for no longer than its deadline, in all', async () => {
    const hasty = open(remote.url, { change: 100 });
    remote.respond = () => 'never answered';
    await expect(ask({ method }, hasty)).rejects.toMatchObject({ code: 'Coppice.0011', status: 504 });
    remote.respond = (_request, outgoing) => outgoing.writeHead(200).write('and so on');
    const answer = await ask({ method }, hasty);
    await expect(readText(answer)).rejects.toMatchObject({ code: 'Coppice.0011' });
    expect(remote.received).toHaveLength(2);
  });
});

describe('a remote registry', () => {
  it('gets no more than eight requests of a project at once, and the next when one is over', async () => {
    const held: (() => void)[] = [];
    const eight = Promise.withResolvers<void>();
    remote.respond = (_request, outgoing) => {
      held.push(() => outgoing.end());
      if (held.length === 8) eight.resolve();
      return 'later';
    };
    const answers = Array.from({ length: 20 }, async () => readText(await ask()));
    await eight.promise;
    remote.respond = (_request, outgoing) => outgoing.end();
    for (const answer of held) answer();
    await Promise.all(answers);
    expect(remote.inFlight.max).toBe(8);
    expect(remote.received).toHaveLength(20);
  });

  it('has its turn freed when a body breaks off, is let go of, or nobody waits any more', async () => {
    remote.respond = (_request, outgoing) => outgoing.writeHead(200, { 'content-length': '9' }).write('x');
    for (let turn = 0; turn < 10; turn += 1) (await ask()).body.on('error', () => {}).destroy();
    const gone = new AbortController();
    remote.respond = () => {
      gone.abort();
      return 'later';
    };
    await expect(ask({ signal: gone.signal })).rejects.toMatchObject({ code: 'Coppice.0010' });
    await expect(ask({ signal: gone.signal })).rejects.toMatchObject({ code: 'Coppice.0012' });
    remote.respond = (_request, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '9' }).write('x', () => outgoing.destroy());
      return 'cut';
    };
    for (let turn = 0; turn < 10; turn += 1) {
      await expect(readText(await ask())).rejects.toMatchObject({ code: 'Coppice.0010' });
    }
  });

  it.each([301, 302, 307, 308])('that points elsewhere by a %i is not followed', async (status) => {
    const elsewhere = await startFaultyRemote();
    remote.respond = (_request, outgoing) =>
      outgoing.writeHead(status, { location: elsewhere.url.href }).end();
    await expect(ask()).rejects.toMatchObject({ code: 'Coppice.0010', status: 502 });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  it('may say that nothing has changed, but not what HTTP does not know', async () => {
    remote.respond = (_request, outgoing) => outgoing.writeHead(304).end();
    const answer = await ask();
    await answer.body.dump();
    expect(answer.statusCode).toBe(304);
    remote.respond = (_request, outgoing) => outgoing.writeHead(777).end();
    await expect(ask()).rejects.toMatchObject({ code: 'Coppice.0010' });
  });

  it('that does not begin to answer, or stops in the middle, is late', async () => {
    const hasty = open(remote.url, { headers: 100, body: 100 });
    remote.respond = () => 'never answered';
    await expect(ask({}, hasty)).rejects.toMatchObject({ code: 'Coppice.0011' });
    remote.respond = (_request, outgoing) => outgoing.writeHead(200).write('and so on');
    await expect(readText(await ask({}, hasty))).rejects.toMatchObject({ code: 'Coppice.0011' });
  });

  it('that cannot be reached, or does not let anybody in, has got nothing', async () => {
    const closed = new URL(remote.url);
    closed.port = '1';
    await expect(ask({ method: 'DELETE' }, open(closed))).rejects.toMatchObject({
      code: 'Coppice.0012',
      status: 503,
    });
    const silent = createServer(() => {});
    const url = new URL((await listenLocally(silent)).replace('http:', 'https:'));
    const hasty = open(url, { connect: 100 });
    await expect(ask({ method: 'DELETE' }, hasty)).rejects.toMatchObject({ code: 'Coppice.0012' });
    await hasty.close();
    silent.close();
  });
});

it.each(['GET', 'DELETE'] as const)('sends no %s to whom nobody vouches for', async (method) => {
  let requests = 0;
  const server = createTlsServer(SELF_SIGNED, (_, outgoing) => {
    requests += 1;
    outgoing.end();
  });
  const url = new URL((await listenLocally(server)).replace('http:', 'https:'));
  await expect(ask({ method }, open(url))).rejects.toMatchObject({
    code: 'Coppice.0012',
    message: expect.stringContaining('certificate'),
  });
  expect(requests).toBe(0);
  server.close();
});
