import type { Browser, Page } from '@playwright/test';
import { openElsewhere } from './support/add-colleague.ts';
import { expect, test } from './support/fixtures.ts';
import { lookAt } from './support/look-at.ts';

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const openMenu = async (page: Page, name: string, entry: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
};

/** Signs in by the form, in another browser. */
async function signInElsewhere(browser: Browser, gateway: string, user: string, password: string) {
  const context = await browser.newContext({ baseURL: gateway });
  const page = await context.newPage();
  await page.goto('/models');
  await page.getByRole('textbox', { name: 'Account' }).fill('coppice');
  await page.getByRole('textbox', { name: 'User' }).fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('textbox', { name: 'Project' }).fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('treegrid', { name: 'Models' })).toBeVisible();
  return page;
}

test('an administrator adds somebody, who signs in elsewhere until they are removed', async ({
  page,
  signIn,
  browser,
  gateway,
}) => {
  await signIn('admin');
  await page.goto('/people');
  await page.getByRole('button', { name: 'Add a person…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('kim');
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption('Operator');
  const password = await dialog.getByRole('textbox', { name: 'Password' }).inputValue();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('heading', { name: 'kim can sign in now' })).toBeVisible();
  await expect(dialog).toContainText(password);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(rowOf(page, 'kim')).toContainText('demo: Operator');
  await lookAt(page, 'people');

  const theirs = await signInElsewhere(browser, gateway.url, 'kim', password);

  // A role that is taken away ends it at once.
  await page.getByRole('button', { name: 'Role of kim in demo: Operator' }).click();
  await page.getByRole('menuitemradio', { name: 'Viewer' }).click();
  const question = page.getByRole('alertdialog', { name: 'Change kim from Operator to Viewer in demo?' });
  await question.getByRole('button', { name: 'Change the role' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Ended: 1 session.' })).toBeVisible();
  await expect(theirs.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();

  await openMenu(page, 'kim', 'Remove…');
  const removal = page.getByRole('alertdialog', { name: 'Remove kim?' });
  await expect(removal.getByRole('button', { name: 'Remove kim' })).toBeDisabled();
  await removal.getByRole('textbox', { name: 'Type kim to confirm' }).fill('kim');
  await removal.getByRole('button', { name: 'Remove kim' }).click();
  await expect(rowOf(page, 'kim')).toHaveCount(0);
});

test('the last administrator stays one, and is told so', async ({ page, signIn }) => {
  await signIn('admin');
  await page.goto('/people');
  await page.getByRole('button', { name: 'Role of admin in demo: Administrator' }).click();
  await page.getByRole('menuitemradio', { name: 'Operator' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Change the role' }).click();
  await expect(question.getByRole('alert')).toContainText('would have no administrator any more');
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'admin')).toContainText('Administrator');
});

test('a viewer ends a session elsewhere, makes a key and removes it, but sees nobody else', async ({
  page,
  signIn,
  browser,
  gateway,
}) => {
  await signIn('viewer');
  const elsewhere = await openElsewhere(browser, gateway.url, 'viewer');
  await elsewhere.goto('/models');
  await expect(elsewhere.getByRole('treegrid', { name: 'Models' })).toBeVisible();

  await page.goto('/people');
  await expect(page.getByRole('main')).toContainText('People are looked after by administrators');
  await page.getByRole('link', { name: 'Your sessions and keys' }).click();
  const sessions = page.getByRole('table', { name: 'Sessions' });
  await expect(sessions.getByRole('row').filter({ hasText: 'this one' })).toHaveCount(1);
  await page.getByRole('button', { name: 'End all others' }).click();
  await expect(sessions.getByRole('row')).toHaveCount(2);
  await expect(elsewhere.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();

  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(page.getByText('The secret key is shown this once')).toBeVisible();
  await lookAt(page, 'own-access');
  await page.getByRole('button', { name: /^Remove the key/ }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('There are no access keys.')).toBeVisible();
});
