import type { Page } from '@playwright/test';
import { must, nth } from '../core/testing/must.ts';
import { expect } from './support/fixtures.ts';
import { test } from './support/upstream-fixtures.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name });
const password = (page: Page) => page.getByLabel('Password', { exact: true });

async function sayWhoByPassword(page: Page, secret: string): Promise<void> {
  await field(page, 'Account').fill('coppice');
  await field(page, 'User').fill('operator');
  await password(page).fill(secret);
}

test('who signs in by password names the project, or chooses it from a list', async ({
  page,
  gateway,
  remoteCoppice,
}) => {
  await page.goto('/models');
  await expect(page.getByText(`ModelArts at ${new URL(gateway.url).host}`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'List my projects' })).toBeDisabled();

  await sayWhoByPassword(page, 'guess');
  await page.getByRole('button', { name: 'List my projects' }).click();
  await expect(page.getByRole('alert')).toContainText('Account, user or password is wrong');
  await expect(password(page)).toBeFocused();

  await password(page).fill('operator');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'List my projects' }).click();
  await expect(field(page, 'Project')).toHaveValue('demo');

  const person = ['--account', 'coppice', '--project', 'workshop', '--role', 'viewer', '--password-stdin'];
  remoteCoppice(['user', 'add', 'operator', ...person], 'operator');
  await page.getByRole('button', { name: 'List my projects' }).click();
  await page.getByRole('option', { name: 'workshop' }).click();
  await expect(page.getByRole('combobox', { name: 'Project' })).toHaveValue('workshop');
  await expect(password(page)).toHaveValue('operator');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('heading', { name: 'Models', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Signed in as operator' }).click();
  await expect(page.getByRole('menu')).toContainText('Accountcoppice');
  await expect(page.getByRole('menu')).toContainText('Projectworkshop');
});

test('a wrong secret is refused; who signs in by key is asked for the key again when the session ends', async ({
  page,
  context,
  remoteCoppice,
}) => {
  const told = remoteCoppice(['key', 'add', 'operator', '--account', 'coppice']);
  const keys = must(/Access key: (\S+)\nSecret key: (\S+)/.exec(told));
  const [access, secret] = [nth(keys, 1), nth(keys, 2)];
  const secretKey = (inside: Pick<Page, 'getByLabel'>) => inside.getByLabel('Secret key');

  await page.goto('/models');
  await sayWhoByPassword(page, 'guess');
  await field(page, 'Project').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('Account, user, password or project is wrong');
  await expect(password(page)).toBeFocused();
  await expect(field(page, 'User')).toHaveValue('operator');

  await page.getByText('By access key').click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await field(page, 'Access key').fill(access);
  await secretKey(page).fill('guess');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('The access key, secret key or project is wrong');
  await expect(secretKey(page)).toBeFocused();

  await secretKey(page).fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Models', exact: true })).toBeVisible();

  await context.clearCookies();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('posenet');
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(again.getByRole('textbox', { name: 'Access key' })).toHaveValue(access);
  await expect(again.getByRole('textbox', { name: 'Project' })).toHaveValue('demo');
  await secretKey(again).fill(secret);
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(again).toHaveCount(0);
});
