import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from './gateways/gateway-process.ts';
import { expect, test } from './support/fixtures.ts';

test('lists 372 versions of 134 names, grouped', async ({ page, signIn }) => {
  await signIn();
  await expect(page.getByText('134 names · 372 versions · 25.0 GB')).toBeVisible();
  await expect(page.getByRole('treegrid', { name: 'Models' })).toBeVisible();
});

test('one scroll leads through the whole registry', async ({ page, signIn }) => {
  await signIn();
  const grid = page.getByRole('treegrid', { name: 'Models' });
  await grid.getByRole('row').nth(3).focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(grid.locator('[aria-rowindex="135"]')).toBeFocused({ timeout: 500 });
  }).toPass();
});

test('what narrows the list is in the address, and survives reload and back', async ({ page, signIn }) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('net');
  await expect(page).toHaveURL(/search=net/);
  await page.getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'building failed' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/status=building_failed/);
  await expect(page.getByText('3 names · 3 versions')).toBeVisible();

  await page.reload();
  await expect(page.getByText('3 names · 3 versions')).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search models' })).toHaveValue('net');

  await page.goBack();
  await expect(page).not.toHaveURL(/status=/);
  await expect(page).toHaveURL(/search=net/);
});

test('several statuses narrow together, each row counts what matches, and all of it is selected', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/models?created=older');
  await page.getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'failed', exact: true }).click();
  const failed = page.getByRole('menuitemcheckbox', { name: 'building failed' });
  await failed.click();
  await expect(failed).toBeChecked();
  await expect(page).toHaveURL(/status=failed&status=building_failed/);
  await expect(page.getByText('5 names · 5 versions · 523 MB')).toBeVisible();
  await page.keyboard.press('Escape');
  const row = page.getByRole('row', { name: 'Select all versions of body-pix' });
  await expect(row.getByRole('gridcell', { name: '1 of 17' })).toBeVisible();
  await expect(row.getByRole('gridcell', { name: '6.6 of 154 MB' })).toBeVisible();
  await expect(row.getByRole('img', { name: '1 failed' })).toBeVisible();
  await expect(row).not.toContainText('service');
  await page.getByRole('checkbox', { name: 'Select all 5 matching versions' }).check();
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('5 versions · 523 MB');

  await page.getByRole('button', { name: 'Status: failed, building failed' }).click();
  await page.getByRole('menuitem', { name: 'Clear' }).click();
  await expect(page).not.toHaveURL(/status/);
});

test('an address may tell several values with commas, and what there is not is passed over', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto(
    '/models?status=failed,building_failed,levitating&type=Mind%20Reader&created=older&sort=luck',
  );
  await expect(page.getByText('5 names · 5 versions')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Status: failed, building failed' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
});

test('a failed build that appears elsewhere joins the list that is narrowed to it', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.goto('/models?status=failed&status=published&search=newcomer');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await registry.createModel('newcomer', '1.0.0');
  await expect(page.getByText('1 name · 1 version')).toBeVisible();
});

test('the heads of the columns sort, as the menu and the address do', async ({ page, signIn }) => {
  await signIn();
  const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
  const first = page.locator('[aria-rowindex="2"]');
  await head('Versions').getByRole('button').click();
  await expect(first).toContainText('speech-commands');
  await expect(head('Versions')).toHaveAttribute('aria-sort', 'descending');
  await expect(head('Name')).toHaveAttribute('aria-sort', 'none');
  await expect(page).toHaveURL(/sort=versions&order=desc/);
  await expect(page.getByRole('button', { name: 'Sort: Most versions' })).toBeVisible();
  await head('Versions').getByRole('button').click();
  await expect(head('Versions')).toHaveAttribute('aria-sort', 'ascending');
  await expect(first).not.toContainText('speech-commands');
  await head('Name').getByRole('button').press('Enter');
  await expect(first).toContainText('AlexNet');
  await head('Created').getByRole('button').click();
  await expect(page.getByRole('button', { name: 'Sort: Newest' })).toBeVisible();
  await head('Size').getByRole('button').click();
  await page.reload();
  await expect(head('Size')).toHaveAttribute('aria-sort', 'descending');
});

test('sorts by number of versions', async ({ page, signIn }) => {
  await signIn();
  await page.getByRole('button', { name: /^Sort/ }).click();
  await page.getByRole('menuitemradio', { name: 'Most versions' }).click();
  await expect(page.locator('[aria-rowindex="2"]')).toContainText('speech-commands');
});

test('expands a name, and opens a version with its services and raw JSON', async ({ page, signIn }) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('speech-commands');
  await page.getByRole('button', { name: 'Expand speech-commands' }).click();
  await page.getByRole('link', { name: '0.5.4' }).click();
  await expect(page).toHaveURL(/\/models\/speech-commands\/0\.5\.4\?search=speech-commands/);
  const drawer = page.getByRole('dialog', { name: 'speech-commands 0.5.4' });
  await expect(drawer).toContainText('voice-gateway');
  await drawer.getByRole('button', { name: 'JSON as it came' }).click();
  await expect(drawer).toContainText('"model_version": "0.5.4"');
  await page.getByRole('button', { name: 'Close details' }).click();
  await expect(page.getByRole('button', { name: 'Collapse speech-commands' })).toBeVisible();
});

test('selects a name as a whole, leaves one version out, and counts', async ({ page, signIn }) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('posenet');
  await page.getByRole('button', { name: 'Expand posenet' }).click();
  await page.getByRole('checkbox', { name: 'Select all versions of posenet' }).check();
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('21 versions');
  await page.getByRole('checkbox', { name: 'Select posenet 2.2.2' }).uncheck();
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('20 versions');
  await expect(page.getByRole('checkbox', { name: 'Select all versions of posenet' })).toHaveAttribute(
    'data-indeterminate',
    'true',
  );
});

test('no match, an empty registry and a failed load are three different states', async ({ page, signIn }) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('zzzz');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(page.getByText('134 names')).toBeVisible();

  await page.route('**/api/model-groups?*', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('The models could not be loaded');
  await page.unroute('**/api/model-groups?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('134 names')).toBeVisible();
});

test('a viewer sees everything and is told why there is no delete', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.getByRole('button', { name: 'Actions for AlexNet', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Delete all 6 versions…' })).toBeDisabled();
  await expect(page.getByRole('menuitem', { name: 'Delete newest (1.9.12)…' })).toBeDisabled();
  await expect(page.getByText('Viewers cannot delete')).toBeVisible();
});

test('a registry without the sample starts empty, and lets in the user that the command made', async ({
  page,
}) => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'coppice-e2e-empty-'));
  const words = [
    'dist/server/main.js',
    'user',
    'add',
    'maria',
    '--account',
    'acme',
    '--project',
    'vision',
    '--role',
    'operator',
  ];
  const environment = { ...process.env, COPPICE_DATA: dataDirectory, COPPICE_PASSWORD: 'correct horse' };
  const made = spawnSync('node_modules/.bin/node', words, { env: environment, encoding: 'utf8' });
  expect(made.stderr).toBe('');
  const gateway = await startGateway(dataDirectory, { sample: false });
  try {
    await page.goto(`${gateway.url}/`);
    await expect(page.getByText('Sample registry')).toBeHidden();
    await page.getByRole('textbox', { name: 'Account' }).fill('acme');
    await page.getByRole('textbox', { name: 'User' }).fill('maria');
    await page.getByLabel('Password', { exact: true }).fill('correct horse');
    await page.getByRole('textbox', { name: 'Project' }).fill('vision');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'No models yet' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Bytes over time' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'No models yet' })).toBeVisible();
  } finally {
    await gateway.end();
    rmSync(dataDirectory, { recursive: true });
  }
});

const HOSTILE = [
  '<img src=x onerror="document.title=\'pwned\'">',
  '\u202Etxt.exe\u2066 مرحبا',
  '模型-姿态',
  'm'.repeat(64),
];

test('hostile names, as another registry may send them, render harmlessly', async ({ page, signIn }) => {
  await signIn();
  await page.route('**/api/model-groups?*', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    for (const [index, name] of HOSTILE.entries()) body.groups[index].model_name = name;
    await route.fulfill({ response: answer, json: body });
  });
  await page.reload();
  for (const name of HOSTILE) {
    await expect(page.getByRole('button', { name: `Expand ${name}`, exact: true })).toBeVisible();
  }
  await expect(page).toHaveTitle('Models · Coppice');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
