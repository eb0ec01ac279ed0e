import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccessKey } from '../iam/signature/access-keys.ts';
import { hashBody, signRequest } from '../iam/signature/signature.ts';
import { startGateway, type TestGateway } from '../testing/setup/start-gateway.ts';
import { belowBase } from './base-path.ts';

it.each([
  ['/coppice', '/'],
  ['/coppice/', '/'],
  ['/coppice?a=1', '/?a=1'],
  ['/coppice/v1/p/models', '/v1/p/models'],
  ['/coppiced/v1', '/coppiced/v1'],
  ['/v1/p/models', '/v1/p/models'],
  ['/', '/'],
])('reads %s as %s, under /coppice', (url, below) => {
  expect(belowBase('/coppice', url)).toBe(below);
});

describe('a gateway under /coppice', () => {
  const directory = mkdtempSync(join(tmpdir(), 'coppice-console-'));
  let gateway: TestGateway;

  beforeAll(async () => {
    mkdirSync(join(directory, 'assets'));
    writeFileSync(join(directory, 'index.html'), '<script src="./assets/a.js"></script>');
    writeFileSync(join(directory, 'assets/a.js'), 'export {};');
    gateway = await startGateway({ consoleDirectory: directory, settings: { base: '/coppice' } });
  });
  afterAll(async () => {
    await gateway.close();
    rmSync(directory, { recursive: true });
  });

  it.each(['/coppice', '/coppice/', '/coppice/models/a/1.0.0', '/', '/models'])(
    'names its files by whole paths in the page at %s',
    async (path) => {
      const page = await gateway.http('GET', path, { headers: { accept: 'text/html' } });
      expect([page.status, page.body]).toEqual([200, '<script src="/coppice/assets/a.js"></script>']);
      expect((await gateway.http('GET', '/coppice/assets/a.js')).status).toBe(200);
    },
  );

  it('describes its API as being there', async () => {
    const described = await gateway.http('GET', '/coppice/api/docs/json');
    expect(described.body).toMatchObject({ servers: [{ url: '/coppice' }] });
    const page = await gateway.http('GET', '/coppice/api/docs');
    expect(page.body).toContain('href="/coppice/api/docs/static/swagger-ui.css"');
  });

  it.each([
    ['as it came', '/coppice', '/coppice'],
    ['when a proxy took the path away', '/coppice', ''],
    ['when it was signed for the gateway itself', '', ''],
  ])('believes a signature %s', async (_, signed, sent) => {
    const { project_id, operator } = await gateway.newProject();
    const key = await addAccessKey(gateway.store, gateway.secret, operator.user_id);
    const path = `/v1/${project_id}/models?limit=1`;
    const headers = { host: new URL(gateway.url).host };
    const parts = { method: 'GET', target: signed + path, headers, bodyHash: hashBody('') };
    const signature = signRequest(parts, key, Date.now());
    const answer = await gateway.http('GET', sent + path, { headers: { ...headers, ...signature } });
    expect(answer.status).toBe(200);
  });
});
