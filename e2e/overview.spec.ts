import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { lookAt } from './support/look-at.ts';

async function openOverview(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Bytes over time' })).toBeVisible();
}

test('the overview is the home of a project, and leads to the versions that it counts', async ({
  page,
  signIn,
}) => {
  await signIn('viewer');
  await openOverview(page);
  await expect(page).toHaveTitle('Overview · Coppice');
  await expect(page.getByRole('link', { name: /^Versions 372/ })).toHaveAttribute('href', '/models');
  await page.getByRole('link', { name: /^Failed builds 5 / }).click();
  await expect(page).toHaveURL(/\/models\?status=failed&status=building_failed$/);
  await expect(page.getByText('· 5 versions')).toBeVisible();

  await page.goBack();
  await page.getByRole('link', { name: '360 versions not in use, over 2 years' }).click();
  await expect(page).toHaveURL(/\/models\?created=\.\.\d{4}-\d\d-\d\d&in_use=no$/);
  await expect(page.getByText('· 360 versions')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Created: before / })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole('link', { name: /^In use 12 .*, 3 at rest$/ })).toBeVisible();
  await page.getByRole('link', { name: '3 versions at rest, over 2 years' }).click();
  await expect(page.getByRole('button', { name: 'In use: at rest' })).toBeVisible();
  await expect(page.getByText('· 3 versions')).toBeVisible();

  await page.goBack();
  await page.getByRole('link', { name: 'VGG-19-caffe2', exact: true }).click();
  await expect(page).toHaveURL(/\/models\/VGG-19-caffe2$/);
});

test('every plot is a table as well, and is read by keyboard', async ({ page, signIn, registry }) => {
  await registry.deleteModel(await registry.idOf('posenet', '1.0.0'));
  await signIn();
  await openOverview(page);
  await lookAt(page, 'overview');
  const beyond = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  expect(beyond, 'the page scrolls within its frame, which stays').toBeLessThanOrEqual(0);

  const time = page.getByRole('slider', { name: 'Point in time' });
  await time.focus();
  await page.keyboard.press('Home');
  await expect(time).toHaveAttribute('aria-valuetext', /: 0 bytes$/);
  await page.keyboard.press('End');
  await expect(time).toHaveAttribute('aria-valuetext', /: 25\.0 GB$/);
  await expect(page.getByText('1 deletion freed 4.3 MB')).toBeVisible();

  await page.getByRole('switch', { name: 'Show as table: Bytes over time' }).press('Space');
  const growth = page.getByRole('table', { name: 'Bytes over time' });
  await expect(growth.getByRole('row').nth(1)).toContainText('4.3 MB');
  await page.getByRole('switch', { name: 'Show as table: Largest names' }).press('Space');
  await expect(page.getByRole('table', { name: 'Largest names' }).getByRole('row')).toHaveCount(11);
  await page.getByRole('switch', { name: 'Show as table: Age × use' }).press('Space');
  const ages = page.getByRole('table', { name: 'Age × use' });
  await expect(ages.getByRole('row', { name: /^over 2 years/ })).toContainText('3 versions');
  await lookAt(page, 'overview-tables');
});

test('what was refused needs somebody once no service holds it, and shows by itself', async ({
  page,
  signIn,
  registry,
}) => {
  const id = await registry.idOf('posenet', '1.0.0');
  const service = await registry.deploy('edge', [id]);
  await registry.deleteModel(id);
  await signIn();
  await openOverview(page);
  const needs = page.getByRole('region', { name: 'Needs you' });
  await expect(needs).toContainText('Nothing waits for anybody.');
  const last = page.getByRole('region', { name: 'Last deletions' });
  await expect(last.getByRole('listitem')).toContainText('0 deleted · 1 refused');

  await registry.endService(service);
  await expect(needs).toContainText('1 version was refused while a service held it; none does any more');
  await needs.getByRole('link', { name: 'posenet' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('0 of 1 deleted · 1 refused');
});

test('of a remote registry it tells of the copy, and how old that is', {
  tag: ['@remote', '@remote-only'],
}, async ({ page, signIn }) => {
  await signIn();
  await openOverview(page);
  await expect(page.getByText(/^As of /)).toBeVisible();
  await expect(page.getByRole('link', { name: /^In use 12 / })).toBeVisible();
});
