import { readFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures.ts';

test('the deletions are narrowed by name and time, which the address keeps', async ({
  page,
  signIn,
  registry,
}) => {
  await registry.deleteModel(await registry.idOf('Candy', '1.4.9'));
  await registry.deleteModel(await registry.idOf('posenet', '1.0.0'));
  await signIn();
  await page.getByRole('link', { name: 'Deletions' }).click();
  await expect(page.getByText('2 deletions')).toBeVisible();
  const table = page.getByRole('table', { name: 'Deletions' });
  await table.getByRole('link', { name: 'Candy' }).click();
  await expect(page.getByText('1 deletion', { exact: true })).toBeVisible();
  await expect(table).not.toContainText('posenet');
  await page.reload();
  await expect(table).not.toContainText('posenet');
  await page.getByRole('button', { name: 'Show other names than Candy too' }).click();
  await expect(table).toContainText('posenet');

  await page.getByRole('button', { name: 'When' }).click();
  await page.getByRole('menuitemradio', { name: 'today' }).click();
  await expect(page.getByText('2 deletions')).toBeVisible();
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByRole('alert')).toContainText('These days make no range');
  await page.getByLabel('From', { exact: true }).fill('2019-12-31');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.goBack();
  await expect(table).toContainText('Candy');
});

test('what was refused tells why in its row, and the whole row opens the receipt', async ({
  page,
  signIn,
  registry,
}) => {
  await registry.deleteModel(await registry.idOf('Candy', '1.4.9'));
  await registry.deleteModel(await registry.idOf('speech-commands', '0.5.4'));
  await signIn();
  await page.goto('/deletions');
  const table = page.getByRole('table', { name: 'Deletions' });
  await page.getByRole('button', { name: 'Outcome' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'with a refusal' }).click();
  await expect(page.getByText('1 deletion', { exact: true })).toBeVisible();
  await page.getByRole('menuitemcheckbox', { name: 'all deleted' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/result=all&result=refused/);
  await expect(page.getByText('2 deletions')).toBeVisible();
  const refused = table.getByRole('row', { name: 'speech-commands' });
  await expect(refused).toContainText('ModelArts.3009 · A service uses it · 1 version');
  await expect(table.getByRole('row', { name: 'Candy' })).toContainText(/freed/);
  await page.getByRole('button', { name: 'Person' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'operator' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'When' }).click();
  await page.getByRole('menuitemradio', { name: 'yesterday' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.goBack();

  // Where nothing of the row is but its link.
  const outcome = await refused.getByRole('cell').last().boundingBox();
  const [x, y] = [(outcome?.x ?? 0) + (outcome?.width ?? 0) - 10, (outcome?.y ?? 0) + 10];
  const opened = page.context().waitForEvent('page');
  await page.mouse.click(x, y, { button: 'middle' });
  await expect((await opened).getByRole('heading', { level: 1 })).toContainText('0 of 1 deleted');
  await page.mouse.click(x, y);
  await expect(page).toHaveURL(/\/deletions\/[0-9a-f-]{36}$/);
  await page.goBack();
  await table.getByRole('row', { name: 'Candy' }).getByRole('link').first().press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 of 1 deleted');
});

test('older deletions come by themselves, and the export holds all of them', async ({
  page,
  signIn,
  registry,
}) => {
  const models = await registry.versionsOf('posenet');
  const others = await registry.versionsOf('speech-commands');
  const ids = [...models, ...others].map((model) => model.model_id);
  for (const id of ids) await registry.deleteModel(id);
  await registry.deleteModel(await registry.idOf('Candy', '1.4.9'));
  await signIn();
  await page.getByRole('link', { name: 'Deletions' }).click();
  await expect(page.getByText('53 deletions')).toBeVisible();
  const table = page.getByRole('table', { name: 'Deletions' });
  await table.getByRole('row').last().scrollIntoViewIfNeeded();
  await expect(table.getByRole('row')).toHaveCount(1 + 53);

  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(1 + 53);
});
