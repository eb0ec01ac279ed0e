import { typeToConfirm } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';

test('a rule is written, tried, and what it finds is deleted by the usual dialog', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.goto('/rules');
  await page.getByRole('link', { name: 'New rule' }).click();
  await page.getByRole('textbox', { name: 'Name of the rule' }).fill('old speech');
  await page.getByRole('textbox', { name: 'Models' }).fill('speech-*');
  await page.getByRole('checkbox', { name: 'Failed builds' }).uncheck();
  await page.getByRole('checkbox', { name: 'Young versions' }).uncheck();
  await page.getByRole('checkbox', { name: 'All but the newest versions of each model' }).check();
  const says = page.getByRole('complementary', { name: 'What the rule says' });
  await expect(says).toContainText(
    'It deletes all but the newest 10 versions of each model by version number.',
  );
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('old speech');

  await page.getByRole('button', { name: 'YAML' }).click();
  const yaml = page.getByRole('textbox', { name: 'The rule as YAML' });
  const right = await yaml.inputValue();
  await yaml.fill(right.replace('count: 10', 'count: ten'));
  await expect(page.getByRole('list', { name: 'This is not yet a rule' })).toContainText(
    /Line \d+, column \d+: expected a number from 1 to 9,999/,
  );
  await yaml.fill(right);

  // One that does not come on is stopped, and leaves nothing.
  await page.route('**/dry-run', () => undefined, { times: 1 });
  await page.getByRole('button', { name: 'Dry run' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped: nothing of it was kept.')).toBeVisible();

  await page.getByRole('button', { name: 'Dry run' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('21 of 31 versions would be deleted');
  const rows = page.getByRole('table', { name: 'Decisions' }).getByRole('row');
  await expect(rows.nth(2)).toContainText('not among the newest 10 of its model by version number');
  await page.getByRole('button', { name: 'Delete 21 versions…' }).click();
  const dialog = page.getByRole('alertdialog');
  await typeToConfirm(dialog, 'speech-commands');
  await dialog.getByRole('button', { name: 'Delete 21 versions' }).click();
  await dialog.getByRole('link', { name: 'Open the receipt' }).click();
  await expect(heading).toHaveText('21 of 21 deleted');
  expect(await registry.versionsOf('speech-commands')).toHaveLength(10);
});
