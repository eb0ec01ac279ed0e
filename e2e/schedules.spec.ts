import { typeToConfirm } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { makeDue } from './support/make-due.ts';

test('a rule is scheduled, proposes what it finds, and its receipt names it once somebody consented', async ({
  page,
  signIn,
  registry,
  gateway,
}) => {
  await signIn();
  await page.goto('/rules/new');
  await page.getByRole('textbox', { name: 'Name of the rule' }).fill('old speech');
  await page.getByRole('textbox', { name: 'Models' }).fill('speech-*');
  await page.getByRole('checkbox', { name: 'Failed builds' }).uncheck();
  await page.getByRole('checkbox', { name: 'Young versions' }).uncheck();
  await page.getByRole('checkbox', { name: 'All but the newest versions of each model' }).check();

  await page.getByRole('checkbox', { name: 'Ask this rule by a schedule' }).check();
  const cron = page.getByRole('textbox', { name: 'Cron words' });
  await cron.fill('0 24 * * MON');
  await expect(page.getByText('At character 3: expected an hour: * or 0 to 23')).toBeVisible();
  await cron.fill('0 3 * * MON');
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Berlin');
  await expect(page.getByText('Every Monday at 03:00, Europe/Berlin', { exact: true })).toBeVisible();
  const next = page.getByRole('list', { name: 'The next five times' }).getByRole('listitem');
  await expect(next).toHaveText(Array.from({ length: 5 }, () => /^Mon.* 03:00 (CET|GMT\+1|CEST|GMT\+2)$/));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('old speech');

  await makeDue(gateway);
  await page.goto('/');
  const needs = page.getByRole('region', { name: 'Needs you' });
  await expect(needs).toContainText('proposes to delete 21 versions');
  await needs.getByRole('link', { name: 'old speech' }).click();
  const proposal = page.getByRole('region', { name: 'Proposal' });
  await expect(proposal).toContainText('This rule proposes to delete 21 versions, 15.2 MB.');
  await page.getByRole('button', { name: 'Delete 21 versions…' }).click();
  const dialog = page.getByRole('alertdialog');
  await typeToConfirm(dialog, 'speech-commands');
  await dialog.getByRole('button', { name: 'Delete 21 versions' }).click();
  await dialog.getByRole('link', { name: 'Open the receipt' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('21 of 21 deleted');

  const rule = page.getByRole('region', { name: 'By the rule old speech' });
  await rule.getByRole('button', { name: 'The rule as it was then' }).click();
  await expect(rule).toContainText('time_zone: Europe/Berlin');
  expect(await registry.versionsOf('speech-commands')).toHaveLength(10);
  await rule.getByRole('link', { name: 'By the rule old speech' }).click();
  await page.getByRole('button', { name: 'Runs by schedule' }).click();
  await expect(page.getByRole('list', { name: 'Runs by schedule' })).toContainText('operator consented');
});

test('a proposal that comes late says so, and is declined with a note', async ({
  page,
  signIn,
  gateway,
  registry,
}) => {
  const schedule = { cron: '0 3 * * *', time_zone: 'UTC' };
  const rule = { name: 'failed', scope: { names: ['*'] }, delete: { failed: true }, schedule };
  expect((await registry.request('POST', '/api/rules', { rule })).status).toBe(201);
  await makeDue(gateway, 26 * 60);
  await signIn();
  await page.goto('/rules');
  const proposal = page.getByRole('region', { name: 'Proposal' });
  await expect(proposal).toContainText('This rule proposes to delete');
  await expect(proposal).toContainText(/Was due at .* 03:00 UTC, began at .*: the gateway was down\./);
  await proposal.getByRole('button', { name: 'Decline…' }).click();
  await proposal.getByRole('textbox', { name: 'Why not (optional)' }).fill('not before the release');
  await proposal.getByRole('button', { name: 'Decline the proposal' }).click();
  await expect(proposal).toBeHidden();
  await page.goto('/activity');
  await expect(page.getByText('not before the release')).toBeVisible();
});
