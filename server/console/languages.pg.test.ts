import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../testing/setup/start-gateway.ts';

describe('the console', () => {
  const directory = mkdtempSync(join(tmpdir(), 'coppice-languages-'));
  let gateway: TestGateway;

  beforeAll(async () => {
    mkdirSync(join(directory, 'assets'));
    writeFileSync(join(directory, 'index.html'), 'English');
    writeFileSync(join(directory, 'index.zh-Hans.html'), '中文');
    gateway = await startGateway({ consoleDirectory: directory, settings: { base: '/coppice' } });
  });
  afterAll(async () => {
    await gateway.close();
    rmSync(directory, { recursive: true });
  });

  const read = (path: string, headers: Record<string, string> = {}) =>
    gateway.http('GET', path, { headers: { accept: 'text/html', ...headers } });

  it.each([
    ['', 'English'],
    ['zh', '中文'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '中文'],
    ['ZH-hant-TW', '中文'],
    ['en-GB,zh;q=0.9', 'English'],
    ['zh;q=0.5, en-US;q=0.7', 'English'],
    ['de, fr;q=0.9, zh;q=0.1', '中文'],
    ['de,fr', 'English'],
    ['zh;q=0, en', 'English'],
    ['*', 'English'],
    ['zh;q=nonsense', '中文'],
  ])('speaks to a browser that would have "%s" %s', async (header, page) => {
    for (const path of ['/coppice/', '/coppice/models/图像/1.0.0']) {
      const answer = await read(encodeURI(path), { 'accept-language': header });
      expect(answer.body).toBe(page);
      expect(answer.headers.get('vary')).toContain('accept-language');
    }
  });

  it('speaks as was chosen, whatever the browser would have', async () => {
    const headers = { cookie: 'coppice_language=zh-Hans', 'accept-language': 'en' };
    expect((await read('/coppice/models', headers)).body).toBe('中文');
    expect((await read('/coppice/models', { cookie: 'coppice_language=klingon' })).body).toBe('English');
  });

  it('speaks as the address says, and keeps to it', async () => {
    const answer = await read('/coppice/models?lang=zh-CN', { cookie: 'coppice_language=en' });
    expect(answer.body).toBe('中文');
    expect(answer.headers.get('set-cookie')).toMatch(
      /^coppice_language=zh-Hans; Max-Age=34560000; Path=\/coppice\/; SameSite=Lax$/,
    );
    const unknown = await read('/coppice/models?lang=xx&lang=zh');
    expect([unknown.body, unknown.headers.get('set-cookie')]).toEqual(['English', null]);
  });
});
