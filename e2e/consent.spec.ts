import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { openCascade, openDelete, selectNames } from './support/open-delete.ts';

const searchFor = (page: Page, text: string) =>
  page.getByRole('searchbox', { name: 'Search models' }).fill(text);

test('the Delete key means what is selected, and where nothing is, the line', async ({ page, signIn }) => {
  await signIn();
  await searchFor(page, 'AlexNet');
  await selectNames(page, ['AlexNet-int8', 'AlexNet-qdq']);
  const line = page
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: 'Select all versions of AlexNet', exact: true }) });
  const dialog = page.getByRole('alertdialog');
  await line.focus();
  await page.keyboard.press('Delete');
  await expect(dialog).toContainText('Delete 2 of 2 versions of 2 models?');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await line.focus();
  await page.keyboard.press('Delete');
  await expect(dialog).toContainText('Delete 6 of 6 versions of AlexNet?');
  await expect(dialog.getByRole('switch', { name: 'Delete all versions (cascade)' })).toBeChecked();
});

test("a name's menu says what it would delete, and its details are of the name", async ({ page, signIn }) => {
  await signIn();
  await searchFor(page, 'AlexNet');
  const menu = page.getByRole('button', { name: 'Actions for AlexNet', exact: true });
  const dialog = page.getByRole('alertdialog');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete all 6 versions…' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Type AlexNet to confirm' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await menu.click();
  await page.getByRole('menuitem', { name: /^Delete newest \(1\.9\.12\)…$/ }).click();
  await expect(dialog).toContainText('Delete 1 of 6 versions of AlexNet?');
  await expect(dialog.getByRole('table', { name: 'Affected versions' })).toContainText('1.9.12');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await menu.click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(page).toHaveURL(/\/models\/AlexNet$/);
  const versions = page.getByRole('table', { name: 'Versions of AlexNet' });
  await expect(versions.getByRole('row')).toHaveCount(1 + 6);
  await page.getByRole('button', { name: 'Delete all 6 versions…' }).click();
  await expect(dialog).toContainText('Delete 6 of 6 versions of AlexNet?');
});

test('one sum says what will happen, exceptions come first, and it cannot be undone', async ({
  page,
  signIn,
}) => {
  await signIn();
  const dialog = await openCascade(page, 'speech-commands', '0.5.4');
  await expect(dialog).toContainText(
    '31 = 28 will be deleted + 1 may be refused + 2 will be refused · frees 24.0 MB',
  );
  await expect(dialog).toContainText('This cannot be undone.');
  const headings = dialog.getByRole('rowheader');
  await expect(headings).toHaveText([
    'Will be refused (2)',
    'May be refused: its service is at rest (1)',
    'Will be deleted (28)',
  ]);
  await dialog.getByRole('textbox', { name: 'the newest' }).fill('3');
  await expect(dialog).toContainText('31 = 27 will be deleted + 1 may be refused + 3 kept');
  await expect(dialog.getByRole('button', { name: 'Delete 27 versions' })).toBeVisible();

  await dialog.getByRole('textbox', { name: 'the newest' }).fill('31');
  await expect(dialog).toContainText('Nothing would be deleted');
  await expect(dialog).toContainText('Every version is kept, so there is nothing to delete.');
  await expect(dialog.getByRole('button', { name: /^Delete/ })).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Copy as curl' })).toHaveCount(0);
});

test('versions of several names stand under their names, with how many and how large they are', async ({
  page,
  signIn,
}) => {
  await signIn();
  await searchFor(page, 'BERT-Squad');
  await selectNames(page, ['BERT-Squad', 'BERT-Squad-int8']);
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('rowheader').first()).toHaveText('Will be refused (1)');
  await expect(dialog.getByRole('rowheader', { name: /^BERT-Squad ?1 version · / })).toBeVisible();
  await expect(dialog.getByRole('columnheader', { name: 'Name' })).toHaveCount(0);
});

test('what is to go is saved with every field, so that it can be made again', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  const id = await registry.idOf('posenet', '1.0.0');
  await openDelete(page, 'posenet', '1.0.0');
  const save = async (format: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download manifest' }).click();
    await page.getByRole('menuitem', { name: format }).click();
    return textOf(await download);
  };
  const { models } = JSON.parse(await save('JSON'));
  const detail = await registry.request('GET', `/v1/${registry.project}/models/${id}`);
  expect(models).toEqual([JSON.parse(detail.text)]);
  const [head, line] = (await save('CSV')).split('\r\n');
  expect(head).toContain('model_name,model_version,model_id');
  expect(line).toContain(`posenet,1.0.0,${id}`);
});

test('a manifest says of what could not be read in full', async ({ page, signIn, registry }) => {
  await signIn();
  const id = await registry.idOf('posenet', '1.0.0');
  await openDelete(page, 'posenet', '1.0.0');
  await page.route(`**/models/${id}`, (route) =>
    route.fulfill({ status: 403, json: { error_code: 'X', error_msg: 'no' } }),
  );
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download manifest' }).click();
  await page.getByRole('menuitem', { name: 'JSON' }).click();
  const { models } = JSON.parse(await textOf(await download));
  expect(models).toEqual([{ model_id: id, model_name: 'posenet', model_version: '1.0.0', not_read: 'no' }]);
  await expect(page.getByRole('alertdialog')).toContainText('Saved; 1 could not be read in full, and say so');
});

for (const [width, height] of [
  [720, 450],
  [320, 256],
] as const) {
  test(`at ${width} × ${height}, as zoom makes it, the dialog scrolls as one, from what is decided on to the decision`, async ({
    page,
    signIn,
  }) => {
    await signIn();
    const dialog = await openCascade(page, 'speech-commands', '0.5.4');
    await expect(dialog.getByRole('rowheader').first()).toBeVisible();
    await page.setViewportSize({ width, height });
    const table = dialog.getByRole('region', { name: 'Affected versions' });
    expect(await table.evaluate((node) => node.scrollHeight - node.clientHeight)).toBeLessThanOrEqual(1);
    const last = dialog.getByRole('button', { name: 'Delete 28 versions' });
    for (const part of [dialog.getByRole('rowheader').first(), table.getByRole('row').last(), last]) {
      await part.scrollIntoViewIfNeeded();
      await expect(part).toBeInViewport({ ratio: 0.9 });
    }
    expect(await dialog.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
  });
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}
