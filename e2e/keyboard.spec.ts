import { expect, test } from './fixtures.ts';

test('from search to receipt by keyboard alone', async ({ page, signIn }) => {
  await signIn();
  const { keyboard } = page;
  await keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search models' })).toBeFocused();
  await keyboard.type('posenet');
  await expect(page.getByText('1 name · 21 versions')).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search models' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('j');
  await expect(page.locator('[aria-rowindex="2"]')).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Collapse posenet' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Select posenet/ }).first()).toBeVisible();
  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('x');
  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('Shift+X');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('3 versions');
  await keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('2 versions');

  await keyboard.press('Delete');
  await expect(page.getByRole('textbox', { name: 'Type posenet to confirm' })).toBeFocused();
  await keyboard.type('posenet');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('? lists the keys, and Escape closes a dialog without doing anything', async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
});
