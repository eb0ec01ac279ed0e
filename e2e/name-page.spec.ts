import { receiptHeading } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { lookAt } from './support/look-at.ts';

test('the page of a name tells its story, drawn and as a table, by keyboard as well', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/models/speech-commands');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('speech-commands');
  await expect(page.getByText('31 versions', { exact: true })).toBeVisible();
  const timeline = page.getByRole('group', { name: 'Timeline of speech-commands' });
  await expect(timeline.getByRole('link')).toHaveCount(31);
  await lookAt(page, 'name');
  const newest = timeline.getByRole('link', { name: /^0\.5\.4 · published · .* · used by voice-gateway$/ });
  await newest.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(timeline.getByRole('link', { name: /^0\.5\.3 / })).toBeFocused();
  await page.getByRole('switch', { name: 'Show as table' }).check();
  const table = page.getByRole('table', { name: 'Timeline of speech-commands' });
  await expect(table.getByRole('row')).toHaveCount(1 + 31);

  await page
    .getByRole('navigation', { name: 'Parts of this page' })
    .getByRole('link', { name: /^Services/ })
    .click();
  await expect(page).toHaveURL(/\?tab=services$/);
  await expect(page.getByRole('table', { name: 'Services' })).toContainText('wakeword-canary');
  await page.getByRole('link', { name: 'JSON', exact: true }).click();
  await expect(page.getByRole('region', { name: 'JSON' })).toContainText('"model_version": "0.5.4"');
  await page.goBack();

  await page.goto('/models/speech-commands');
  await page
    .getByRole('table', { name: 'Versions of speech-commands' })
    .getByRole('link', { name: '0.5.3' })
    .click();
  await expect(page.getByRole('dialog', { name: 'speech-commands 0.5.3' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/models\/speech-commands$/);
});

test('from the page of a name its older versions are deleted, and then all that is left', {
  tag: '@remote',
}, async ({ page, signIn }) => {
  await signIn();
  await page.goto('/models/CaffeNet');
  await page.getByRole('button', { name: 'Keep the newest…' }).click();
  const dialog = page.getByRole('alertdialog');
  const newest = dialog.getByRole('textbox', { name: 'the newest' });
  await expect(newest).toBeFocused();
  await expect(newest).toHaveValue('3');
  await page.keyboard.type('5');
  await expect(dialog).toContainText('Delete 1 of 6 versions of CaffeNet?');
  await dialog.getByRole('button', { name: 'Delete 1 version' }).click();
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');

  await page.getByRole('table', { name: 'Outcomes' }).getByRole('link', { name: 'CaffeNet' }).click();
  const timeline = page.getByRole('group', { name: 'Timeline of CaffeNet' });
  await expect(timeline.getByRole('link', { name: /^Deletion on .* 1 of 1 deleted$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Delete all 5 versions…' }).click();
  await dialog.getByRole('textbox', { name: 'Type CaffeNet to confirm' }).fill('CaffeNet');
  await dialog.getByRole('button', { name: 'Delete 5 versions' }).click();
  await expect(receiptHeading(page)).toHaveText('5 of 5 deleted');

  await page.goto('/models/CaffeNet');
  await expect(page.getByRole('heading', { name: 'No version is left' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'All deletions of CaffeNet' }).getByRole('row')).toHaveCount(
    3,
  );
  await lookAt(page, 'name-gone');
});

test('a viewer deletes nothing from the page of a name, and a name that never was is no dead end', async ({
  page,
  signIn,
}) => {
  await signIn('viewer');
  await page.goto('/models/posenet');
  await expect(page.getByText('Viewers cannot delete. Ask an operator of this project.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Delete all|^Keep the newest/ })).toHaveCount(0);
  await page.goto('/models/no-such-name');
  await expect(page.getByRole('heading', { name: 'No such name' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the models' }).click();
  await expect(page.getByRole('treegrid', { name: 'Models' })).toBeVisible();
});
