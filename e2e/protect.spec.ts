import type { Page } from '@playwright/test';
import { receiptHeading, typeToConfirm } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { findDisagreements } from './support/true-receipt.ts';

const NAME = 'noise-suppressor';

test('what is protected is left alone by a cascade and refused to curl, until it is lifted', async ({
  page,
  signIn,
  registry,
}) => {
  await registry.createModel(NAME, '0.1.0');
  await registry.createModel(NAME, '0.2.0');
  const golden = await registry.createModel(NAME, '0.3.0');
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill(NAME);
  await page.getByRole('button', { name: `Expand ${NAME}`, exact: true }).click();

  await chooseFor(page, '0.3.0', 'Protect…');
  const form = page.getByRole('dialog', { name: `Protect ${NAME} 0.3.0` });
  await form.getByRole('textbox', { name: 'Why' }).fill('golden model of the demo');
  await form.getByRole('button', { name: 'Protect' }).click();
  await expect(form).toBeHidden();
  await expect(rowOf(page, '0.3.0')).toContainText('protected');
  await expect(page.getByRole('row').filter({ hasText: NAME }).first()).toContainText('1 protected');

  const refused = await registry.request('DELETE', `/v1/${registry.project}/models/${golden}`);
  expect(refused.status).toBe(409);
  expect(JSON.parse(refused.text)).toMatchObject({
    error_code: 'Coppice.0018',
    error_msg: expect.stringContaining('golden model of the demo'),
  });

  await page.getByRole('button', { name: `Actions for ${NAME}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete all 3 versions…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('3 = 2 will be deleted + 1 protected');
  await expect(dialog).toContainText('2 calls');
  await expect(dialog.getByRole('table', { name: 'Affected versions' })).toContainText(
    'protected by operator',
  );
  await typeToConfirm(dialog, NAME);
  await dialog.getByRole('button', { name: 'Delete 2 versions' }).click();
  await expect(receiptHeading(page)).toHaveText('2 of 2 deleted');
  await expect(page.getByRole('table', { name: 'Outcomes' })).toContainText(
    'Protected by operator, until somebody lifts it: golden model of the demo.',
  );
  const deletion = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(await findDisagreements(registry, deletion)).toEqual([]);
  expect((await registry.versionsOf(NAME)).map((model) => model.model_version)).toEqual(['0.3.0']);

  await page.goto(`/models/${NAME}/0.3.0`);
  await page.getByRole('button', { name: 'Lift protection…' }).click();
  const lift = page.getByRole('dialog', { name: `Lift the protection of ${NAME} 0.3.0?` });
  await expect(lift).toContainText('golden model of the demo');
  await lift.getByRole('button', { name: 'Lift protection' }).click();
  await expect(page.getByText('Not protected.')).toBeVisible();
  expect((await registry.deleteModel(golden)).delete_success_list).toEqual([golden]);
});

function rowOf(page: Page, version: string) {
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: `Select ${NAME} ${version}` }) });
}

async function chooseFor(page: Page, version: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${NAME} ${version}`, exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}
