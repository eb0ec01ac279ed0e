import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import * as z from 'zod';
import { toldAddress } from './gateways/gateway-process.ts';
import { installPackage } from './support/install-package.ts';

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** Its user's Node is this one. */
const env = {
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
  HOME: homedir(),
};

test.describe('the package', () => {
  let folder: string;
  let empty: string;
  let coppice: string;
  let gateway: ChildProcess;
  let address: string;
  test.beforeAll(async () => {
    // Packing builds the console if that was not done yet, and a new database takes its time.
    test.setTimeout(120_000);
    folder = mkdtempSync(join(tmpdir(), 'coppice-package-'));
    coppice = installPackage(folder);
    empty = join(folder, 'empty');
    mkdirSync(empty);
    gateway = spawn(coppice, ['--sample', '--port', '0'], { cwd: empty, env });
    address = await toldAddress(gateway);
  });
  test.afterAll(async () => {
    const ended = once(gateway, 'exit');
    gateway.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  test('serves the console with its sample from an empty folder', async ({ page }) => {
    const missing: string[] = [];
    page.on('response', (response) => {
      // What a signed-out visitor is refused is no file that is missing.
      if (response.status() >= 400 && response.status() !== 401) missing.push(response.url());
    });
    await page.goto(address);
    await page.getByRole('button', { name: 'operator' }).click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Bytes over time' })).toBeVisible();
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    const models = page.getByRole('treegrid', { name: 'Models' });
    await expect(models.getByRole('row').nth(5)).toBeVisible();
    expect(missing).toEqual([]);
    expect(existsSync(join(empty, 'data/db'))).toBe(true);
    const tell = (word: string) => execFileSync(coppice, [word], { cwd: empty, env, encoding: 'utf8' });
    expect(tell('--version')).toBe(`${version}\n`);
    expect(tell('--help')).toContain('coppice [COMMAND]');
  });
});

test('an older Node is told which one is needed, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coppice-older-'));
  const older = join(folder, 'older.cjs');
  writeFileSync(older, "Object.defineProperty(process, 'versions', { value: { node: '20.19.0' } });");
  const words = ['--require', older, resolve('bin/coppice.cjs'), '--version'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('Coppice needs Node.js 24 or newer; this is 20.19.0.');
});
