import { expect, test } from './support/fixtures.ts';
import { openDelete } from './support/open-delete.ts';

test('a wrong password is refused, the fields stay and the password has the focus', async ({ page }) => {
  await page.goto('/models');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Account' }).fill('coppice');
  await page.getByRole('textbox', { name: 'User' }).fill('operator');
  await page.getByLabel('Password', { exact: true }).fill('guess');
  await page.getByRole('textbox', { name: 'Project' }).fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('alert')).toContainText('is wrong');
  await expect(page.getByRole('textbox', { name: 'User' })).toHaveValue('operator');
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
});

test('the sample accounts fill the form, and signing in leads to where one was going', async ({ page }) => {
  await page.goto('/deletions');
  await page.getByRole('button', { name: 'viewer' }).click();
  await expect(page.getByRole('textbox', { name: 'User' })).toHaveValue('viewer');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Deletions', exact: true })).toBeVisible();
});

test('a link that leads to another site is not followed after signing in', async ({ page, gateway }) => {
  await page.goto('/sign-in?next=//evil.example/');
  await page.getByRole('button', { name: 'operator' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${gateway.url}/`);
});

test('signing out ends the session for good', async ({ page, signIn, context }) => {
  await signIn();
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  await page.getByRole('button', { name: 'Signed in as operator' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  if (cookie) await context.addCookies([cookie]);
  await page.goto('/models');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('an expired session asks to sign in over the page, and the work goes on where it was', async ({
  page,
  signIn,
  context,
}) => {
  await signIn();
  await openDelete(page, 'posenet', '1.0.0');
  await expect(page.getByRole('alertdialog')).toContainText('Delete 1 of 21 versions of posenet?');

  await context.clearCookies();
  await page.getByRole('button', { name: 'Delete 1 version' }).click();
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(again.getByRole('textbox', { name: 'User' })).toHaveValue('operator');
  await again.getByLabel('Password', { exact: true }).fill('operator');
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[01] of 1 deleted/);
});

test('the address of the gateway alone leads to the console', async ({ page }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
