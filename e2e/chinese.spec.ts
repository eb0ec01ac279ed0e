import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../core/testing/must.ts';
import { expect, test } from './support/fixtures.ts';
import { lookAt, OF_THE_MENU } from './support/look-at.ts';

test.describe('in a browser that is set to Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('a deletion is read and consented to in Chinese, and every screen on the way holds up', async ({
    page,
    sessionOf,
    baseURL,
  }) => {
    test.slow();
    await page.goto('/sign-in');
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    await lookAt(page, 'zh-sign-in');

    const cookie = { name: 'coppice_session', value: await sessionOf('operator'), url: must(baseURL) };
    await page.context().addCookies([{ ...cookie, httpOnly: true, sameSite: 'Strict' }]);
    await page.goto('/models');
    await expect(page).toHaveTitle('模型 · Coppice');
    await expect(page.getByText('134 个模型 · 372 个版本')).toBeVisible();
    await lookAt(page, 'zh-models');

    await page.getByRole('searchbox', { name: '搜索模型' }).fill('speech-commands');
    await expect(page.getByText('1 个模型 · 31 个版本')).toBeVisible();
    await page.getByRole('button', { name: 'speech-commands 的操作' }).click();
    await page.getByRole('menuitem', { name: '删除全部 31 个版本…' }).click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText(
      '31 = 将被删除 28 个 + 可能被拒绝 1 个 + 将被拒绝 2 个 · 释放 24.0 MB',
    );
    await expect(dialog).toContainText('运行中');
    await lookAt(page, 'zh-delete');
    await dialog.getByRole('textbox', { name: '输入 speech-commands 以确认' }).fill('speech-commands');
    await dialog.getByRole('button', { name: '删除 28 个版本' }).click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('已删除 28 / 31 个 · 被拒绝 3 个');
    await expect(page.getByText(/operator · \d{4}年\d+月\d+日/)).toBeVisible();
    await lookAt(page, 'zh-receipt');
    await page.getByRole('navigation').first().getByRole('link', { name: '删除记录' }).click();
    await expect(page.getByRole('table', { name: '删除记录' })).toBeVisible();
    await lookAt(page, 'zh-deletions');
    await page.goto('/help');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('删除在这里如何进行');
    await lookAt(page, 'zh-help');
    await page.goto('/models');
    await expect(page.getByRole('treegrid')).toHaveAttribute('aria-busy', 'false');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: '快速前往' })).toBeVisible();
    await lookAt(page, 'zh-palette');
  });
});

test('the language is chosen in the menu and kept, and an address can ask for another', async ({
  page,
  signIn,
}) => {
  await signIn();
  const userMenu = page.getByRole('banner').getByRole('button', { name: /operator/ });
  await userMenu.click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.getByRole('heading', { name: '模型', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: '模型', exact: true })).toBeVisible();
  await userMenu.click();
  await expect(page.getByRole('menuitemradio', { name: '简体中文' })).toBeChecked();
  await lookAt(page, 'zh-user-menu', OF_THE_MENU);

  await page.goto('/models?search=posenet&lang=en');
  await expect(page.getByText('1 name · 21 versions')).toBeVisible();
  await page.goto('/models');
  await expect(page.getByRole('heading', { name: 'Models', exact: true })).toBeVisible();
});

test('only the language that is shown is loaded', async ({ page, signIn }) => {
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.text());
  });
  await signIn();
  await page.getByRole('link', { name: 'Deletions' }).click();
  await expect(page.getByRole('heading', { name: 'No deletions yet' })).toBeVisible();
  const code = (await Promise.all(scripts)).join();
  expect(code).toContain('No deletions yet');
  // Of Chinese there is the name by which it is chosen, at most.
  expect(code.replaceAll('简体中文', '').match(/\p{Script=Han}+/u)).toBeNull();
});

test('a model with a Chinese name is found, and deleted by typing its name', async ({
  page,
  signIn,
  gateway,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'coppice-chinese-'));
  const file = join(folder, 'models.json');
  const version = { model_type: 'PyTorch', source_location: 'https://models.example/image' };
  const rows = ['1.0.0', '1.0.1'].map((model_version) => ({
    model_name: '图像分类',
    model_version,
    ...version,
  }));
  writeFileSync(file, JSON.stringify(rows));
  const words = ['dist/server/main.js', 'import', file, '--account', 'coppice', '--project', 'demo'];
  const { databaseUrl, directory } = gateway.data;
  const env = { ...process.env, DATABASE_URL: databaseUrl, COPPICE_DATA: directory };
  const imported = spawnSync('node_modules/.bin/node', words, { env, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(imported.stderr).toBe('');

  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('图像');
  await expect(page.getByText('1 name · 2 versions')).toBeVisible();
  await page.getByRole('button', { name: 'Actions for 图像分类', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete all 2 versions…' }).click();
  await page.getByRole('textbox', { name: 'Type 图像分类 to confirm' }).fill(' 图像分类 ');
  await page.getByRole('button', { name: 'Delete 2 versions' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 of 2 deleted');
  await expect(page).toHaveTitle('2 of 2 deleted · 图像分类 · Coppice');
});
