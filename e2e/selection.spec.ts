import { must } from '../core/testing/must.ts';
import { expect, test } from './support/fixtures.ts';

const bar = 'Selection';

test('all that a search finds is selected at once, less what is unticked, and deleted as one', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('AlexNet');
  const all = page.getByRole('checkbox', { name: /^Select all \d+ matching versions$/ });
  await expect(page.getByRole('checkbox', { name: /^Select all versions of / })).toHaveCount(3);
  await all.check();
  const count = Number(/\d+/.exec(must(await all.getAttribute('aria-label')))?.[0]);
  const selection = page.getByRole('region', { name: bar });
  await expect(selection).toContainText(`all ${count} that match`);

  await page.getByRole('checkbox', { name: 'Select all versions of AlexNet-qdq' }).uncheck();
  await expect(selection).toContainText(`${count - 1} versions`);
  await expect(all).toHaveAttribute('data-indeterminate', 'true');
  await selection.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox', { name: `Type ${count - 1} to confirm` }).fill(String(count - 1));
  await dialog.getByRole('button', { name: `Delete ${count - 1} versions` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${count - 1} of ${count - 1} deleted`);
  expect(await registry.versionsOf('AlexNet-qdq')).toHaveLength(1);
  expect(await registry.versionsOf('AlexNet-int8')).toHaveLength(0);
});

test('another search clears what was selected as all that matches', async ({ page, signIn }) => {
  await signIn();
  await page.getByRole('checkbox', { name: 'Select all 372 versions' }).check();
  await expect(page.getByRole('region', { name: bar })).toContainText('134 names selected · 372 versions');
  await page.getByRole('searchbox', { name: 'Search models' }).fill('posenet');
  await expect(page.getByText('The selection was cleared')).toBeAttached();
  await expect(page.getByRole('region', { name: bar })).toBeHidden();
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(page.getByText('134 names · 372 versions')).toBeVisible();
  await expect(page.getByRole('region', { name: bar })).toBeHidden();
});

test('Shift and a click select a range over several names', async ({ page, signIn }) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('AlexNet');
  const boxes = page.getByRole('checkbox', { name: /^Select all versions of / });
  await expect(boxes).toHaveCount(3);
  await boxes.first().check();
  await boxes.last().click({ modifiers: ['Shift'] });
  await expect(page.getByRole('region', { name: bar })).toContainText('3 names selected');
});
