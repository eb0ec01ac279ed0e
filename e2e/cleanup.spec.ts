import type { Page } from '@playwright/test';
import { typeToConfirm } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { lookAt } from './support/look-at.ts';

/** Counts the clicks of somebody who sits before the page. */
function countClicks(page: Page) {
  let clicks = 0;
  return {
    click: async (role: 'link' | 'button' | 'textbox', name: string | RegExp) => {
      clicks += 1;
      await page.getByRole(role, { name }).click();
    },
    count: () => clicks,
  };
}

test('ten gigabytes are freed in at most six clicks, from the console to the receipt', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/');
  const { click, count } = countClicks(page);
  await click('link', /^You can free .+ without touching anything in use\.$/);
  await expect(page).toHaveURL(/\/cleanup\?reason=\w+$/);
  await click('textbox', 'Free at least, in GB');
  await page.keyboard.type('10');
  // The many models of the plan are listed together.
  const together = page.waitForRequest('**/api/names/versions');
  await click('button', 'Plan to free 10.0 GB…');
  await together;
  const dialog = page.getByRole('alertdialog');
  await typeToConfirm(dialog, '79');
  await click('button', 'Delete 79 versions');
  // The dialog stays while what was suggested becomes less, and leads to the receipt.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('79 of 79 deleted');
  expect(count()).toBeLessThanOrEqual(6);
});

test('what can go is tuned live, left out with a reason, taken back, and kept as a rule', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/cleanup?reason=not-in-newest');
  const versions = page.getByRole('table', { name: 'Versions that can go' });
  const choice = page.getByRole('button', { name: /^Not among the newest / });
  await expect(choice).toHaveAccessibleName(/ 57 versions$/);
  await expect(versions.getByRole('row').nth(10)).toBeVisible();
  await lookAt(page, 'cleanup');
  await page.getByRole('slider', { name: /^Not among the newest: Keep the newest/ }).fill('30');
  await expect(choice).toHaveAccessibleName(/ 1 version$/);
  await expect(page).toHaveURL(/newest=30/);
  await expect(versions.getByRole('row')).toHaveCount(2);
  await expect(versions.getByRole('row').nth(1)).toContainText('Not among the newest 30 of its model');

  await versions.getByRole('button', { name: /^Actions for speech-commands / }).click();
  await page.getByRole('menuitem', { name: 'Leave the whole model out…' }).click();
  await page.getByRole('textbox', { name: 'Why' }).fill('Needed by the audit.');
  await page.getByRole('button', { name: 'Leave out' }).click();
  await expect(choice).toHaveAccessibleName(/ 0 versions$/);
  await page.getByRole('button', { name: 'Left out of cleanup (1)' }).click();
  await expect(page.getByText('Needed by the audit.')).toBeVisible();
  await page.getByRole('button', { name: 'Suggest again: speech-commands' }).click();
  await expect(choice).toHaveAccessibleName(/ 1 version$/);

  await page.getByRole('link', { name: 'Keep as a rule…' }).click();
  const says = page.getByRole('complementary', { name: 'What the rule says' });
  await expect(says).toContainText('all but the newest 30 versions of each model by version number');
});

for (const [reason, title] of [
  ['copy', 'Exact duplicates'],
  ['idle', 'Models without any use'],
]) {
  test(`the rule of a reason would delete what the reason suggests: ${title}`, async ({ page, signIn }) => {
    await signIn();
    await page.goto(`/cleanup?reason=${reason}`);
    const card = page.getByRole('button', { name: new RegExp(`^${title} .* versions?$`) });
    const [, count] = / (\d+) versions?$/.exec((await card.textContent()) ?? '') ?? [];
    await page.getByRole('link', { name: 'Keep as a rule…' }).click();
    await expect(page.getByRole('checkbox', { name: new RegExp(`^${title}`) })).toBeChecked();
    await page.getByRole('button', { name: 'Dry run' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      new RegExp(`^${count} of .* would be deleted$`),
    );
  });
}

test('the dialog stays when all that was suggested is gone, and the page says so', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/cleanup?reason=failed');
  await page.getByRole('button', { name: 'Plan to delete 5 versions…' }).click();
  const dialog = page.getByRole('alertdialog');
  await typeToConfirm(dialog, '5');
  await dialog.getByRole('button', { name: 'Delete 5 versions' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('5 of 5 deleted');
  await page.goBack();
  await expect(page.getByRole('button', { name: /^Failed builds 0 bytes 0 versions$/ })).toBeVisible();
  await expect(page.getByText('Nothing can go for this reason.')).toBeVisible();
});

test('of a remote registry it tells of the copy, and how old that is', {
  tag: ['@remote', '@remote-only'],
}, async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/cleanup');
  await expect(page.getByText(/^As of /)).toBeVisible();
  await expect(page.getByText(/^You can free .+ without touching anything in use\.$/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Plan to / })).toHaveCount(0);
});
