import { expect, test } from './support/fixtures.ts';

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

test('from the search into what it found and back, and Escape clears it', async ({ page, signIn }) => {
  await signIn();
  const search = page.getByRole('searchbox', { name: 'Search models' });
  const first = page.locator('[aria-rowindex="2"]');
  for (const key of ['ArrowDown', 'Enter']) {
    await page.keyboard.press('/');
    await search.fill('posenet');
    await expect(page.getByText('1 name · 21 versions')).toBeVisible();
    await page.keyboard.press(key);
    await expect(first).toBeFocused();
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(search).toHaveValue('');
    await expect(page.getByText('134 names')).toBeVisible();
    await expect(search).toBeFocused();
    await page.getByRole('heading', { name: 'Models', exact: true }).click();
  }
});

test('what closes gives the focus back to the line that it was opened from', async ({ page, signIn }) => {
  await signIn();
  const { keyboard } = page;
  const line = page.locator('[data-row-key="group Candy"]');
  await page.getByRole('searchbox', { name: 'Search models' }).fill('candy');
  await expect(page.getByText('1 name ·')).toBeVisible();
  await keyboard.press('ArrowDown');
  await expect(line).toBeFocused();

  await keyboard.press('Delete');
  await expect(page.getByRole('textbox', { name: 'Type Candy to confirm' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(line).toBeFocused();

  await page.getByRole('button', { name: 'Actions for Candy' }).click();
  await page.getByRole('menuitem', { name: 'Delete newest (1.4.9)…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(line).toBeFocused();

  await keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(line).toBeFocused();
});
