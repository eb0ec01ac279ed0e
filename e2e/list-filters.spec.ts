import { typeToConfirm } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { lookAt, OF_THE_MENU } from './support/look-at.ts';

test('what is large and not among the newest 3 is found, selected, and just that is in the dialog', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/models?search=body-pix');
  await page.getByRole('button', { name: 'More filters' }).click();
  const form = page.getByRole('dialog', { name: 'More filters' });
  await form.getByRole('textbox', { name: 'At least' }).fill('5 MB');
  await form.getByRole('textbox', { name: 'Leave out the newest' }).fill('3');
  // A phone that is turned loses nothing.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(form.getByRole('textbox', { name: 'At least' })).toHaveValue('5 MB');
  await page.setViewportSize({ width: 1440, height: 900 });
  await form.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/size=5MB\.\.&not_in_newest=3/);
  await expect(page.getByRole('button', { name: 'Remove the filter Not in the newest 3' })).toBeVisible();
  await page.getByRole('button', { name: 'More filters: 2' }).click();
  await expect(form.getByRole('checkbox', { name: 'operator' })).toBeVisible();
  await lookAt(page, 'more-filters', OF_THE_MENU);
  await page.keyboard.press('Escape');

  const all = page.getByRole('checkbox', { name: /^Select all \d+ matching versions$/ });
  const found = Number(/\d+/.exec((await all.getAttribute('aria-label')) ?? '')?.[0]);
  expect(found).toBeGreaterThan(1);
  await all.check();
  await page.getByRole('button', { name: 'Expand body-pix' }).click();
  const links = page.locator('[data-row-key^="version"] a[title]');
  await expect(links).toHaveCount(found);
  const versions = await links.allTextContents();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('alertdialog');
  const rows = dialog.getByRole('table', { name: 'Affected versions' });
  for (const version of versions) await expect(rows.getByText(version, { exact: true })).toBeVisible();
  await typeToConfirm(dialog, 'body-pix');
  await expect(dialog.getByRole('button', { name: `Delete ${found} versions` })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'My filters' }).click();
  await page.getByRole('menuitem', { name: 'Make a rule of this filter' }).click();
  await expect(page.getByRole('textbox', { name: 'Models' })).toHaveValue('*body-pix*');
  await expect(page.getByRole('alert')).toContainText('No rule asks for a size.');
  const says = page.getByRole('complementary', { name: 'What the rule says' });
  await expect(says).toContainText('all but the newest 3 versions of each model by version number');
});

test('columns and the height of lines are as they were chosen after a reload, and a phone has its own', async ({
  page,
  signIn,
}) => {
  await signIn();
  const grid = page.getByRole('treegrid', { name: 'Models' });
  const heads = () => grid.getByRole('columnheader').allInnerTexts();
  const lineHeight = async () => (await grid.locator('[data-row-key]').first().boundingBox())?.height;
  expect(await lineHeight()).toBe(40);
  await page.getByRole('button', { name: 'View' }).focus();
  await page.keyboard.press('Enter');
  const size = page.getByRole('menuitemcheckbox', { name: 'Size' });
  await expect(size).toBeVisible();
  await size.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Services' }).press('Enter');
  await page.getByRole('menuitemradio', { name: 'Compact' }).press('Enter');
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    await expect(grid.getByRole('columnheader', { name: 'Size' })).toBeHidden();
    expect((await heads()).filter(Boolean)).toEqual(['Name', 'Versions', 'Status', 'Created', 'Actions']);
    expect(await lineHeight()).toBe(32);
  }
  const second = await grid.locator('[data-row-key]').nth(1).getAttribute('style');
  expect(second).toContain('top: 32px');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('button', { name: 'View' })).toBeHidden();
  expect(await lineHeight()).toBe(56);
});
