import type { Locator, Page } from '@playwright/test';
import { addColleague, openElsewhere } from './support/add-colleague.ts';
import { deleteSpeechCommands, receiptHeading, typeToConfirm } from './support/confirm-delete.ts';
import { createMany } from './support/create-many.ts';
import { expect, test } from './support/fixtures.ts';
import { setGracePeriods } from './support/grace-periods.ts';
import { openCascade, openDelete } from './support/open-delete.ts';
import type { RegistryClient } from './support/registry-client.ts';
import { findDisagreements } from './support/true-receipt.ts';

/** What harms or holds the calls of a run stands between the gateway, which makes them, and a remote registry. */
const ON_THE_WIRE = { tag: '@remote-only' };

const panel = (page: Page) => page.getByRole('region', { name: 'Run' });

/** Confirms the deletion of speech-commands where there are ten minutes to take it back; returns the dialog, which says so. */
async function holdSpeechCommands(
  page: Page,
  signIn: () => Promise<void>,
  registry: RegistryClient,
): Promise<Locator> {
  await setGracePeriods(registry, { one_version: 0, more_versions: 600 });
  await signIn();
  const dialog = await deleteSpeechCommands(page);
  await expect(dialog.getByRole('button', { name: 'Undo' })).toBeVisible();
  return dialog;
}

/** A notice that has all of its text within itself: what is beyond would be cut off. */
async function expectReadable(notice: Locator): Promise<void> {
  await expect(notice).toContainText('1 version was added: 9.0.0');
  const beyond = await notice.evaluate((node) => node.scrollWidth - node.clientWidth);
  expect(beyond).toBeLessThanOrEqual(0);
}

/** Where the receipt of a run is, by its dialog. */
async function receiptOf(dialog: Locator): Promise<string> {
  const link = dialog.getByRole('link', { name: 'Open the receipt' });
  return (await link.getAttribute('href')) ?? '';
}

test(
  'a run goes on when its page is closed, and is watched to its end on another machine',
  ON_THE_WIRE,
  async ({ page, browser, signIn, gateway, network, registry }) => {
    await signIn();
    const first = network.holdNext();
    const dialog = await deleteSpeechCommands(page);
    const letGo = await first;
    const receipt = await receiptOf(dialog);
    await page.close();

    const elsewhere = await openElsewhere(browser, gateway.url, 'viewer');
    await elsewhere.goto('/deletions');
    await expect(elsewhere.getByRole('table', { name: 'Deletions' })).toContainText('Running: 0 of 31');
    await elsewhere.goto(receipt);
    await expect(panel(elsewhere)).toContainText('Call 1 of 2 · 0 of 31');
    // Whoever may not delete sees it all, and can do nothing to it.
    await expect(panel(elsewhere).getByRole('button')).toHaveCount(0);
    const second = network.holdNext();
    letGo();
    const letSecondGo = await second;
    await expect(panel(elsewhere)).toContainText('Call 2 of 2 · 20 of 31');
    letSecondGo();
    await expect(receiptHeading(elsewhere)).toHaveText('28 of 31 deleted · 3 refused');
    expect(await findDisagreements(registry, receipt.split('/').at(-1) ?? '')).toEqual([]);
  },
);

test('a page that is frozen for a minute, as a closed lid does, holds nothing up', async ({
  page,
  signIn,
  registry,
}) => {
  const browserSide = await page.context().newCDPSession(page);
  const dialog = await holdSpeechCommands(page, signIn, registry);
  const id = (await receiptOf(dialog)).split('/').at(-1) ?? '';
  await browserSide.send('Page.setWebLifecycleState', { state: 'frozen' });
  await registry.request('POST', `/api/runs/${id}/send-now`);
  await expect.poll(async () => (await registry.versionsOf('speech-commands')).length).toBe(3);
  await browserSide.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused');
});

test('a click is taken back in time: nothing was sent, and the receipt says so', { tag: '@remote' }, async ({
  page,
  signIn,
  registry,
}) => {
  const dialog = await holdSpeechCommands(page, signIn, registry);
  await expect(dialog).toContainText('About to delete 28 versions of speech-commands');
  await expect(dialog.getByText(/^Nothing has been sent yet · (10:00|9:5\d)$/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(receiptHeading(page)).toHaveText('Nothing was deleted: cancelled before anything was sent');
  await expect(receiptHeading(page)).toBeFocused();
  await expect(page.getByText(/^Stopped by operator,/)).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Deletions' }).first().click();
  await expect(page.getByRole('table', { name: 'Deletions' })).toContainText(
    'Cancelled · 0 deleted · 31 left',
  );
  expect(await registry.versionsOf('speech-commands')).toHaveLength(31);
});

test('leaving the page does not end the time to take it back, and Send now does', async ({
  page,
  signIn,
  registry,
}) => {
  const dialog = await holdSpeechCommands(page, signIn, registry);
  await dialog.getByRole('button', { name: 'Runs on in the background' }).click();
  await page.goto('/deletions');
  const table = page.getByRole('table', { name: 'Deletions' });
  await expect(table).toContainText('About to begin');
  await table.getByRole('link').first().click();
  await expect(receiptHeading(page)).toHaveText('Nothing has been sent yet · 31 planned');
  await panel(page).getByRole('button', { name: 'Send now' }).click();
  await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused');
  await expect(receiptHeading(page)).toBeFocused();
  await expect(page.getByText(/^Begun at once by operator,/)).toBeVisible();
  expect(await registry.versionsOf('speech-commands')).toHaveLength(3);
});

test('a deletion for later says when it begins, and waits for a new consent where a version was added before it is sent', {
  tag: '@remote',
}, async ({ page, signIn, registry }) => {
  await signIn();
  const dialog = await openCascade(page, 'posenet', '1.0.0');
  await typeToConfirm(dialog, 'posenet');
  await dialog.getByRole('button', { name: 'Delete later…' }).click();
  await dialog.getByLabel('Begins at').fill('2020-01-01T10:00');
  await expect(dialog).toContainText('That time is over. Choose one that is still to come.');
  await expect(dialog.getByRole('button', { name: 'Delete 20 versions later' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'In 8 hours' }).click();
  await expect(dialog).toContainText('Your local time, UTC');
  await dialog.getByRole('button', { name: 'Delete 20 versions later' }).click();
  await expect(dialog.getByText(/^Begins on .+ UTC, in 8h\. Nothing has been sent yet\.$/)).toBeVisible();
  await dialog.getByRole('link', { name: 'Open the receipt' }).click();
  await expect(panel(page)).toContainText('Nothing has been sent yet.');

  await registry.createModel('posenet', '9.0.0');
  await panel(page).getByRole('button', { name: 'Send now' }).click();
  await expect(panel(page)).toContainText('The registry changed before it began. Nothing was sent');
  expect(await registry.versionsOf('posenet')).toHaveLength(22);
});

test('two people: one stops what the other began, and the receipt says who', async ({
  page,
  browser,
  signIn,
  gateway,
  registry,
}) => {
  addColleague('jonas', gateway);
  const dialog = await holdSpeechCommands(page, signIn, registry);

  const elsewhere = await openElsewhere(browser, gateway.url, 'jonas');
  await elsewhere.goto(await receiptOf(dialog));
  await panel(elsewhere).getByRole('button', { name: 'Undo' }).click();
  await expect(receiptHeading(elsewhere)).toHaveText(
    'Nothing was deleted: cancelled before anything was sent',
  );
  // The dialog of whoever began it leads to the same receipt.
  await expect(receiptHeading(page)).toHaveText('Nothing was deleted: cancelled before anything was sent');
  await expect(page.getByText(/^Stopped by jonas,/)).toBeVisible();
  expect(await registry.versionsOf('speech-commands')).toHaveLength(31);
});

test('a question waits until somebody answers it, also somebody else', async ({
  page,
  browser,
  signIn,
  gateway,
  registry,
}) => {
  addColleague('jonas', gateway);
  const dialog = await holdSpeechCommands(page, signIn, registry);
  const receipt = await receiptOf(dialog);
  await registry.createModel('speech-commands', '9.0.0');
  await dialog.getByRole('button', { name: 'Send now' }).click();
  await expect(dialog.getByRole('alert')).toContainText('1 version was added: 9.0.0');
  await page.close();

  const elsewhere = await openElsewhere(browser, gateway.url, 'jonas');
  await elsewhere.goto('/deletions');
  await expect(elsewhere.getByRole('table', { name: 'Deletions' })).toContainText('Waits for an answer');
  await elsewhere.goto(receipt);
  await elsewhere.getByRole('button', { name: 'Go on without the added' }).click();
  await expect(receiptHeading(elsewhere)).toHaveText('28 of 31 deleted · 3 refused');
  await expect(elsewhere.getByText(/^jonas chose to go on without the added versions,/)).toBeVisible();
  const left = (await registry.versionsOf('speech-commands')).map((model) => model.model_version);
  expect(left).toContain('9.0.0');
});

test('a question about a name of 64 letters is read to its end on a phone, in the dialog and on the receipt', async ({
  page,
  signIn,
  registry,
}) => {
  const name = 'W'.repeat(64);
  for (const version of ['1.0.0', '1.0.1']) await registry.createModel(name, version);
  await setGracePeriods(registry, { one_version: 0, more_versions: 600 });
  await page.setViewportSize({ width: 390, height: 900 });
  await signIn();
  const dialog = await openCascade(page, name, '1.0.0');
  await typeToConfirm(dialog, name);
  await dialog.getByRole('button', { name: 'Delete 2 versions' }).click();
  await expect(dialog.getByRole('button', { name: 'Undo' })).toBeVisible();
  await registry.createModel(name, '9.0.0');
  await dialog.getByRole('button', { name: 'Send now' }).click();
  await expectReadable(dialog.getByRole('alert'));
  await dialog.getByRole('link', { name: 'Open the receipt' }).click();
  await expectReadable(panel(page).getByRole('alert'));
});

test('what was scheduled is not as it was when its time comes: it is looked at again, and confirmed again', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await openDelete(page, 'posenet', '1.0.0');
  const id = await registry.idOf('posenet', '1.0.0');
  const dialog = page.getByRole('alertdialog');
  // The time comes in a second: a form has whole minutes.
  await page.route('**/api/runs', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const { plan } = route.request().postDataJSON();
    await route.continue({ postData: JSON.stringify({ plan, start: { at: Date.now() + 1_500 } }) });
  });
  await dialog.getByRole('button', { name: 'Delete later…' }).click();
  await dialog.getByRole('button', { name: 'Delete 1 version later' }).click();
  await expect(dialog).toContainText('Begins on');
  await registry.deploy('night-run', [id]);
  await expect(dialog).toContainText('The registry changed before it began. Nothing was sent');
  await dialog.getByRole('link', { name: 'Open the receipt' }).click();
  await panel(page).getByRole('button', { name: 'Look at the plan again' }).click();
  const notice = page.getByRole('alertdialog').getByRole('alert');
  await expect(notice).toContainText('The registry changed since you looked');
  await expect(notice).toContainText('will be deleted');
  await page.getByRole('button', { name: 'What now' }).click();
  await page.getByRole('menuitem', { name: 'Try anyway' }).click();
  await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 refused');
  await expect(page.getByText(/^Confirmed again by operator,/)).toBeVisible();
});

test(
  'a run whose operator must sign in first waits, and is shown as that',
  ON_THE_WIRE,
  async ({ page, signIn, network }) => {
    await signIn();
    const first = network.holdNext();
    const dialog = await deleteSpeechCommands(page);
    const letGo = await first;
    const letIn = network.signOut();
    letGo();
    await expect(dialog).toContainText('Waiting for operator to sign in');
    await page.goto('/deletions');
    const table = page.getByRole('table', { name: 'Deletions' });
    await expect(table).toContainText('Waits for operator to sign in');
    await table.getByRole('link').first().click();
    letIn();
    await panel(page).getByRole('button', { name: 'Sign in again' }).click();
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await again.getByLabel('Password', { exact: true }).fill('operator');
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused');
  },
);

test.describe('on its data directory', () => {
  test.use({ database: 'pglite' });

  test('a gateway that is killed with -9 keeps what is scheduled, and what can be taken back', async ({
    page,
    signIn,
    gateway,
    registry,
  }) => {
    await createMany(registry, 'few', 2);
    await setGracePeriods(registry, { one_version: 0, more_versions: 600 });
    await signIn();
    const dialog = await openCascade(page, 'few', '1.0.0');
    await typeToConfirm(dialog, 'few');
    await dialog.getByRole('button', { name: 'Delete 2 versions' }).click();
    await expect(dialog.getByRole('button', { name: 'Undo' })).toBeVisible();
    await gateway.restart('SIGKILL');
    await dialog.getByRole('button', { name: 'Send now' }).click();
    await expect(receiptHeading(page)).toHaveText('2 of 2 deleted');
  });
});
