import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { GROUP_ETAG_HEADER } from '../../../core/contract/group-etag.ts';
import { errorCode } from '../../testing/clients/http-client.ts';
import { rawRequest } from '../../testing/clients/raw-request.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';

const ctx = setUpRemote();

/** Asks the front in the name of somebody who is signed in there. */
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const cookie = await ctx.signIn();
  const given = body === undefined ? {} : { body };
  return ctx.front.http(method, pathTo(path), { cookie, origin: ctx.front.url, headers, ...given });
}

const pathTo = (path: string) => `/v1/${ctx.project.project_id}${path}`;
const cameTo = (path: string) => ctx.proxy.received.filter(({ url }) => url.startsWith(pathTo(path)));

describe('what is asked of a remote registry', () => {
  it('is answered by it: lists, details, services', async () => {
    const [id] = await ctx.registry.createMany('pose', 2);
    await ctx.registry.deploy('camera', [id]);
    const list = await ask('GET', '/models?model_name=pose&limit=1');
    expect(list).toMatchObject({ status: 200, body: { total_count: 2, count: 1 } });
    const detail = await ask('GET', `/models/${id}`);
    expect(detail).toMatchObject({ status: 200, body: { model_id: id, source_location: '/bucket/model' } });
    expect(detail.headers.get(GROUP_ETAG_HEADER)).toMatch(/^"\w{32}"$/);
    expect(await ask('GET', `/services?model_id=${id}`)).toMatchObject({ body: { total_count: 1 } });
  });

  it('creates and deletes what is no model', async () => {
    const model = { model_name: 'pose', model_version: '1.0.0', model_type: 'Custom', source_location: '/b' };
    const created = z.object({ model_id: z.string() }).parse((await ask('POST', '/models', model)).body);
    const config = [{ model_id: created.model_id, weight: 100 }];
    const service = { service_name: 'camera', infer_type: 'batch', config };
    const { service_id } = z
      .object({ service_id: z.string() })
      .parse((await ask('POST', '/services', service)).body);
    expect((await ask('DELETE', `/services/${service_id}`)).status).toBe(200);
    expect((await ctx.registry.call('GET', '/services')).body).toMatchObject({ total_count: 0 });
  });

  it('keeps the bytes of a body, whatever they are, up to a limit', async () => {
    ctx.proxy.respond = ({ url }, outgoing) =>
      url.includes('/odd') ? outgoing.writeHead(200).end() : undefined;
    const headers = { 'content-type': 'application/x-odd' };
    await ask('PUT', '/odd', '{"broken": é', headers);
    expect(cameTo('/odd').at(-1)).toMatchObject({ method: 'PUT', body: '{"broken": é', headers });
    expect((await ask('POST', '/odd', 'x'.repeat(2 * 1024 * 1024), headers)).status).toBe(413);
  });

  it.each([
    [403, 'application/json', '{"error_code":"APIGW.0302","error_msg":"no"}'],
    [500, 'text/html', '<html>Bad day</html>'],
    [200, 'application/json', '{"models": ['],
  ])('comes back as it is, byte for byte: %i %s', async (status, type, text) => {
    ctx.proxy.respond = ({ url }, outgoing) =>
      url.includes('/models') ? outgoing.writeHead(status, { 'content-type': type }).end(text) : undefined;
    const cookie = await ctx.signIn();
    const answer = await fetch(ctx.front.url + pathTo('/models'), { headers: { cookie } });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      status,
      type,
      text,
    ]);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('is compressed once, by whoever is first', async () => {
    const text = JSON.stringify({ models: 'x'.repeat(5000) });
    ctx.proxy.respond = ({ url, headers }, outgoing) => {
      if (!url.includes('/models')) return undefined;
      const zipped = url.includes('zipped') && headers['accept-encoding'] === 'gzip';
      outgoing.writeHead(200, {
        'content-type': 'application/json',
        ...(zipped && { 'content-encoding': 'gzip' }),
      });
      return outgoing.end(zipped ? gzipSync(text) : text);
    };
    const cookie = await ctx.signIn();
    for (const path of ['/models?zipped', '/models?plain']) {
      const answer = await fetch(ctx.front.url + pathTo(path), {
        headers: { cookie, 'accept-encoding': 'gzip' },
      });
      expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual(['gzip', text]);
    }
  });

  it('passes a 304 on, and what it is the condition of', async () => {
    ctx.proxy.respond = ({ url, headers }, outgoing) =>
      url.includes('/models')
        ? outgoing.writeHead(headers['if-none-match'] === '"a"' ? 304 : 200).end()
        : undefined;
    expect((await ask('GET', '/models', undefined, { 'if-none-match': '"a"' })).status).toBe(304);
  });

  it('is given up when the client hangs up, before an answer and in the middle of one', async () => {
    const cookie = await ctx.signIn();
    for (const head of [false, true]) {
      const arrived = Promise.withResolvers<{ closed: Promise<unknown> }>();
      ctx.proxy.respond = (_request, outgoing) => {
        if (head) outgoing.writeHead(200, { 'content-type': 'text/plain' }).write('and so on');
        arrived.resolve({ closed: once(outgoing, 'close') });
        return 'answered later';
      };
      const client = new AbortController();
      const asked = fetch(ctx.front.url + pathTo('/models'), { headers: { cookie }, signal: client.signal });
      const reading = asked.then((answer) => answer.text());
      const { closed } = await arrived.promise;
      client.abort();
      await Promise.allSettled([reading, closed]);
    }
    expect(ctx.proxy.inFlight.now).toBe(0);
  });
});

describe('a path with tricks in it', () => {
  it.each([
    '/models/../../other/models',
    '/models/%2e%2e/services',
    '/models/a%2fb',
    '/models//b',
    '//models',
    '/models/.',
    '/models/..;/x',
    '/models/a%00',
    '/models/a\\b',
    '/models/',
  ])('is not passed on: %s', async (path) => {
    const cookie = await ctx.signIn();
    const count = ctx.proxy.received.length;
    const head = `GET ${pathTo(path)} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`;
    expect(await rawRequest(ctx.front.url, head)).toMatch(/^HTTP\/1.1 40[0134] /);
    expect(ctx.proxy.received).toHaveLength(count);
  });

  it('that is a whole address is not passed on either', async () => {
    const cookie = await ctx.signIn();
    const count = ctx.proxy.received.length;
    const target = `http://elsewhere.example${pathTo('/models')}`;
    const head = `GET ${target} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`;
    expect(await rawRequest(ctx.front.url, head)).toMatch(/^HTTP\/1.1 40[04] /);
    expect(ctx.proxy.received).toHaveLength(count);
  });

  it.each(['/models', '/Models/a', '/models/a/b'])('deletes no model past the receipts: %s', async (path) => {
    const count = ctx.proxy.received.length;
    const answer = await ask('DELETE', path);
    expect([answer.status, errorCode(answer)]).toEqual([400, 'ModelArts.0101']);
    expect(ctx.proxy.received.slice(count).filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});
