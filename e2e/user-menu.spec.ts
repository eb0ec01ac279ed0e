import { expect, test } from './support/fixtures.ts';

test('the user menu says who and where one is, and which edition this is', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.getByRole('button', { name: 'Signed in as viewer' }).click();
  const menu = page.getByRole('menu');
  await expect(menu).toContainText('Viewer: may list models, not delete them');
  await expect(menu).toContainText('Accountcoppice');
  await expect(menu).toContainText('Projectdemo');
  await expect(menu).toContainText(/Coppice \d+\.\d+\.\d+/);
  await page.getByRole('menuitem', { name: 'Keys' }).click();
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Signed in as viewer' })).toBeFocused();
});

test('on a phone every page is a push and a tap away, and the one where one is stays in sight', async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signIn();
  const places = page.getByRole('navigation', { name: 'Main' });
  for (const name of ['Activity', 'Overview', 'Services', 'Deletions', 'Models']) {
    await places.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
    await expect(places.getByRole('link', { name })).toBeInViewport({ ratio: 1 });
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('lines are as high as was chosen, in this browser for good', async ({ page, signIn }) => {
  await signIn();
  const height = async () => (await page.locator('[aria-rowindex="2"]').boundingBox())?.height;
  expect(await height()).toBe(40);
  await page.getByRole('button', { name: 'Signed in as operator' }).click();
  await page.getByRole('menuitemradio', { name: 'Compact' }).click();
  await expect.poll(height).toBe(32);
  await page.reload();
  await expect.poll(height).toBe(32);
});

test('the theme is light, dark, or that of the system', async ({ page, signIn }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await signIn();
  const scheme = page.locator('html');
  await page.getByRole('button', { name: 'Signed in as operator' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'System' })).toBeChecked();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('button', { name: 'Signed in as operator' }).click();
  await page.getByRole('menuitemradio', { name: 'System' }).click();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
});

test('the help is there for who is not signed in, and leads back to the door', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('textbox', { name: 'Account' })).toHaveAccessibleDescription(/organisation/);
  await page.getByRole('link', { name: 'How it works' }).click();
  await expect(page).toHaveTitle('Help · Coppice');
  for (const table of [
    'Before: what will happen',
    'While it runs: who carries it out',
    'After: what became of it',
  ]) {
    await expect(page.getByRole('table', { name: table })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
