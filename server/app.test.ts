import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildApp } from './app.ts';
import { errorCode } from './testing/clients/http-client.ts';
import { headerOf } from './testing/clients/read-answer.ts';
import { openTestStore } from './testing/setup/open-test-store.ts';
import { startGateway, type TestGateway, type TestProject } from './testing/setup/start-gateway.ts';

let gateway: TestGateway;
let people: TestProject;
const consoleDirectory = mkdtempSync(join(tmpdir(), 'coppice-console-'));

beforeAll(async () => {
  mkdirSync(join(consoleDirectory, 'assets'));
  writeFileSync(join(consoleDirectory, 'index.html'), '<title>Coppice</title>');
  writeFileSync(join(consoleDirectory, 'assets/main-1234.js'), 'export {};');
  gateway = await startGateway({ consoleDirectory });
  people = await gateway.newProject();
});
afterAll(async () => {
  await gateway.close();
  rmSync(consoleDirectory, { recursive: true });
});

describe('health', () => {
  it('is alive, and ready while the database answers', async () => {
    expect((await gateway.http('GET', '/healthz')).status).toBe(200);
    expect((await gateway.http('GET', '/readyz')).status).toBe(200);
  });

  it('is alive, but not ready, without its database', async () => {
    const { store, listen, jobs, close } = await openTestStore('fresh');
    const app = await buildApp({ store, listen, jobs, secret: Buffer.alloc(32), consoleDirectory });
    await close();
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    const ready = await app.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { status: 'unavailable', reason: 'The database does not answer.' },
    ]);
    const failed = await app.inject({ url: '/v3/auth/projects', headers: { 'x-auth-token': 'any' } });
    expect(failed.json()).toMatchObject({ error: { code: 500, title: 'Internal Server Error' } });
    expect(failed.body).not.toContain('destroyed');
    await app.close();
  });
});

describe('a request that cannot be read', () => {
  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    gateway.http('POST', path, { token: people.operator.token, body, headers });

  it.each([
    ['malformed JSON', '{', {}, 400],
    ['an empty body', '', {}, 400],
    ['a body that is no JSON', 'a=b', { 'content-type': 'text/csv' }, 415],
    ['a body of more than 1 MB', JSON.stringify('x'.repeat(1_100_000)), {}, 413],
    ['a NUL character', '{"model_name":"a\\u0000"}', {}, 400],
    ['half a surrogate pair', '{"model_name":"\\ud800"}', {}, 400],
    ['endless nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, {}, 400],
    ['a prototype to poison', '{"__proto__":{"a":1}}', {}, 400],
  ])('is refused: %s', async (_, body, headers, status) => {
    const answer = await send(`/v1/${people.project_id}/models`, body, headers);
    expect([answer.status, errorCode(answer)]).toEqual([status, 'ModelArts.0101']);
    expect(JSON.stringify(answer.body)).not.toContain(' at ');
  });

  it('is answered by the console surface in its own code', async () => {
    const answer = await send('/api/blockers', '{"model_ids":[]}');
    expect([answer.status, errorCode(answer)]).toEqual([400, 'Coppice.0005']);
    expect(answer.body).toMatchObject({ error_msg: expect.stringContaining('model_ids') });
  });

  it.each(['/%ff', '/%', '/v1/%00/models', '/api/%00', '/v3/%ff', '/models?x=%00'])(
    'is refused by its address: %s',
    async (path) => {
      expect((await gateway.http('GET', path)).status).toBe(400);
    },
  );
});

describe('a bad query', () => {
  const list = (query: string) =>
    gateway.http('GET', `/v1/${people.project_id}/models?${query}`, { token: people.viewer.token });

  it('names each parameter and what is wrong with it', async () => {
    const answer = await list('limit=many&order=up');
    expect([answer.status, errorCode(answer)]).toEqual([400, 'ModelArts.0107']);
    expect(answer.body).toMatchObject({
      error_msg: expect.stringMatching(/limit: must be a whole number.*order/),
    });
  });

  it('with an unknown parameter is a bad argument', async () => {
    const answer = await list('colour=red');
    expect([answer.status, errorCode(answer)]).toEqual([400, 'ModelArts.0101']);
  });
});

describe('what is not there', () => {
  it.each(['/api/nothing', '/v1/nothing', '/nothing.png', '/assets/old-chunk.js'])(
    'is a 404: %s',
    async (path) => {
      const answer = await gateway.http('GET', path);
      expect([answer.status, errorCode(answer)]).toEqual([404, 'Coppice.0006']);
    },
  );

  it('is told in the form of IAM under /v3', async () => {
    const answer = await gateway.http('GET', '/v3/nothing');
    expect(answer.body).toMatchObject({ error: { code: 404, title: 'Not Found' } });
  });
});

describe('the console', () => {
  const html = { accept: 'text/html,*/*' };

  it('is served at every address of a page, and asked for anew each time', async () => {
    for (const path of ['/', '/models', '/deletions/1', '/models/posenet/2.2.2?q=1']) {
      const page = await gateway.http('GET', path, { headers: html });
      expect([page.status, page.body]).toEqual([200, '<title>Coppice</title>']);
      expect(page.headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('is what / is to a browser and to curl, whatever it is to clients of IAM', async () => {
    for (const accept of ['text/html,application/json;q=0.9', '*/*']) {
      const page = await gateway.http('GET', '/', { headers: { accept } });
      expect([page.status, page.body]).toEqual([200, '<title>Coppice</title>']);
    }
  });

  it('keeps its hashed files for ever', async () => {
    const script = await gateway.http('GET', '/assets/main-1234.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
  });

  it('allows no script but its own, no frame around it, and plain http', async () => {
    const { headers } = await gateway.http('GET', '/', { headers: html });
    const policy = headerOf({ headers }, 'content-security-policy');
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('says what to do when it is not built', async () => {
    const bare = await startGateway();
    const page = await bare.http('GET', '/models', { headers: html });
    expect([page.status, page.body]).toEqual([503, expect.stringContaining('npm run build')]);
    await bare.close();
  });
});

describe('the API description', () => {
  const Description = z.object({ paths: z.record(z.string(), z.unknown()) });

  it("covers the console's own API, and only that", async () => {
    const { body } = await gateway.http('GET', '/api/docs/json');
    const paths = Object.keys(Description.parse(body).paths);
    expect(paths).toEqual(expect.arrayContaining(['/api/session', '/api/about', '/api/model-groups']));
    expect(paths.filter((path) => !path.startsWith('/api/'))).toEqual([]);
  });

  it('can be browsed over plain http', async () => {
    const page = await gateway.http('GET', '/api/docs/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  });
});
