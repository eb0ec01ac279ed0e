import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Blockers } from '../../../core/console-api/models/blockers.ts';
import { syncClient } from '../../testing/clients/sync-client.ts';
import { type FaultyRemote, startFaultyRemote } from '../../testing/fakes/faulty-remote.ts';
import { listedModel } from '../../testing/fakes/odd-registry.ts';
import { setUpRemote } from '../../testing/setup/set-up-remote.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import { readJson, readText } from './read-json.ts';
import { openUpstream, type Upstream } from './upstream.ts';

const LOGIN: RemoteCredential = { kind: 'key', project_id: 'p', access_key: 'a', secret_key: 's' };

let remote: FaultyRemote;
let upstream: Upstream;
beforeAll(async () => {
  remote = await startFaultyRemote();
  upstream = openUpstream({ modelarts: remote.url, iam: remote.url });
});
afterAll(async () => {
  await upstream.close();
  await remote.close();
});

/** What is read of these bytes, which are said to be encoded like that. */
async function ask(body: Buffer | string, encoding?: string) {
  remote.respond = (_request, outgoing) =>
    outgoing.writeHead(200, { ...(encoding !== undefined && { 'content-encoding': encoding }) }).end(body);
  return upstream.ask(LOGIN, { method: 'GET', target: '/v1/p/models' });
}

const LIST = { models: [{ model_name: '语音' }], total_count: 1 };
const TEXT = JSON.stringify(LIST);
const utf16be = Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16();

describe('an answer', () => {
  it.each([
    ['UTF-8', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16, big end first', utf16be],
  ])('is read with the byte order mark of %s', async (_, body) => {
    expect(await readJson(await ask(body))).toEqual(LIST);
    expect(await readText(await ask(gzipSync(body), 'gzip'))).toBe(TEXT);
  });

  it.each([
    ['gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['zstd', zstdCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['', Buffer.from(TEXT)],
    ['deflate, gzip', gzipSync(deflateSync(TEXT))],
    ['identity, gzip', gzipSync(TEXT)],
    [undefined, gzipSync(TEXT)],
  ])('is read in the content encoding %s, which nobody asked for', async (encoding, body) => {
    expect(await readJson(await ask(body, encoding))).toEqual(LIST);
  });

  it.each([
    ['compress', TEXT, 'cannot be read here'],
    ['constructor', TEXT, 'cannot be read here'],
    ['gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(TEXT))), 'cannot be read here'],
    ['gzip', TEXT, 'is not in its body'],
    ['br', gzipSync(TEXT), 'is not in its body'],
    ['zstd', TEXT, 'is not in its body'],
    ['gzip', gzipSync(TEXT).subarray(0, 30), 'is not in its body'],
  ])('is refused by the name of its encoding: %s, %j', async (encoding, body, why) => {
    const told = `The remote registry answered in the content encoding "${encoding}", which ${why}.`;
    await expect(readJson(await ask(body, encoding))).rejects.toMatchObject({
      code: 'Coppice.0010',
      message: told,
    });
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(50_000_000)))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
    ['zstd', zstdCompressSync(Buffer.alloc(50_000_000))],
  ])('that is a bomb is not unpacked: %s', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(100_000);
    const answer = await ask(bomb, encoding);
    const before = process.memoryUsage().rss;
    await expect(readText(answer, 1_000_000)).rejects.toThrow('goes on without end');
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
  });
});

describe('a gateway before a registry that compresses unasked', () => {
  const ctx = setUpRemote();
  const compressed = (body: unknown, mark = '') => gzipSync(mark + JSON.stringify(body));

  it('reads its lists, its services and its refusals, and passes its bytes on as they came', async () => {
    ctx.proxy.respond = ({ url, method }, outgoing) => {
      if (!url.startsWith('/v1/')) return undefined;
      const head = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
      if (method === 'DELETE' || url.includes('/models/')) {
        const body = compressed({ error_code: 3001, error_msg: 'gone' }, '\ufeff');
        return outgoing.writeHead(404, head).end(body);
      }
      const list = url.includes('/services') ? { services: [] } : { models: [listedModel('pose', 1)] };
      return outgoing.writeHead(200, head).end(compressed({ total_count: 0, ...list }, '\ufeff'));
    };
    const cookie = await ctx.signInToConsole();
    const sync = await syncClient(ctx.front, cookie);
    await sync.untilIdle();
    expect(await sync.refresh()).toMatchObject({ problem: null, unreadable: [] });
    const groups = await ctx.front.http('GET', '/api/model-groups', { cookie });
    expect(groups.body).toMatchObject({ groups: [{ model_name: 'pose', versions: 1 }] });

    const origin = ctx.front.url;
    const checked = await ctx.front.http('POST', '/api/blockers', {
      cookie,
      origin,
      body: { model_ids: ['a'] },
    });
    expect(Blockers.parse(checked.body)).toMatchObject({ services: { a: [] } });

    const path = `/v1/${ctx.project.project_id}/models`;
    const missing = await ctx.front.http('DELETE', `${path}/a?cascade=false`, { cookie, origin });
    expect([missing.status, missing.body]).toEqual([404, { error_code: '3001', error_msg: 'gone' }]);

    const passed = await fetch(origin + path, { headers: { cookie, 'accept-encoding': 'identity' } });
    expect(passed.headers.get('content-encoding')).toBe('gzip');
    expect(z.looseObject({ models: z.array(z.unknown()) }).parse(await passed.json()).models).toHaveLength(1);
  });

  it('says by its name which encoding it cannot read, in place of that nobody answers', async () => {
    ctx.proxy.respond = ({ url }, outgoing) =>
      url.startsWith('/v1/') ? outgoing.writeHead(200, { 'content-encoding': 'lzma' }).end('{}') : undefined;
    const cookie = await ctx.signInToConsole();
    const { problem } = await (await syncClient(ctx.front, cookie)).untilIdle();
    expect(problem).toEqual({ code: 'Coppice.0010', message: expect.stringContaining('"lzma"') });
  });
});
