import { must } from '../core/testing/must.ts';
import { deleteVersion, receiptHeading, typeToConfirm } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { openCascade, openDelete, selectNames, tryAnyway } from './support/open-delete.ts';

test('deletes one version, and its receipt says so, after a reload too', { tag: '@remote' }, async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await openDelete(page, 'posenet', '1.0.0');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Delete 1 of 21 versions of posenet?');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog.getByRole('switch', { name: 'Delete all versions (cascade)' })).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Delete 1 version' }).click();

  const heading = receiptHeading(page);
  await expect(heading).toHaveText('1 of 1 deleted');
  await expect(heading).toBeFocused();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toContainText('1.0.0');
  await page.reload();
  await expect(heading).toHaveText('1 of 1 deleted');
  expect((await registry.versionsOf('posenet')).map((model) => model.model_version)).not.toContain('1.0.0');
});

test('a version in use is refused, and the receipt says by what and what to do', { tag: '@remote' }, async ({
  page,
  signIn,
}) => {
  await signIn();
  await openDelete(page, 'speech-commands', '0.5.4');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('table', { name: 'Affected versions' })).toContainText('in use');
  await expect(dialog).toContainText('speech-commands 0.5.4 cannot be deleted now');
  await expect(
    dialog.getByRole('button', { name: 'Cannot be deleted: in use by voice-gateway' }),
  ).toBeDisabled();
  await dialog.getByRole('button', { name: 'What now' }).click();
  await page.getByRole('menuitem', { name: 'Copy message to owner' }).click();
  const message = await page.evaluate(() => navigator.clipboard.readText());
  expect(message).toContain('speech-commands 0.5.4');
  expect(message).toMatch(/\/services\/[\w-]{36}$/);
  await tryAnyway(page);

  await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 refused');
  const outcomes = page.getByRole('table', { name: 'Outcomes' });
  await expect(outcomes).toContainText('ModelArts.3009');
  await expect(outcomes).toContainText('In use by voice-gateway. Stop using it there, then retry.');
  await expect(outcomes).toContainText('has been used to deploy a service');
});

for (const database of ['postgres', 'pglite'] as const) {
  test.describe(`on ${database}`, () => {
    test.use({ database });

    test('a cascade over 31 goes on in rounds to its end, from one consent', {
      tag: database === 'postgres' ? '@remote' : [],
    }, async ({ page, signIn, registry }) => {
      await signIn();
      const dialog = await openCascade(page, 'speech-commands', '0.5.4');
      await expect(dialog).toContainText('Delete 28 of 31 versions of speech-commands?');
      await expect(dialog).toContainText('2 calls, at most 20 a call');
      const confirm = dialog.getByRole('button', { name: 'Delete 28 versions' });
      await expect(confirm).toBeDisabled();
      await dialog
        .getByRole('textbox', { name: 'Type speech-commands to confirm' })
        .fill('  speech-commands ');
      await confirm.click();

      await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused');
      await expect(page.getByText('31 planned = 28 deleted + 3 refused')).toBeVisible();
      await expect(page.getByText('24.0 MB freed')).toBeVisible();
      await expect(page.getByText('2 calls')).toBeVisible();
      expect(await registry.versionsOf('speech-commands')).toHaveLength(3);
    });
  });
}

test('the newest and those in use are kept, and what is then no cascade goes call by call', {
  tag: '@remote',
}, async ({ page, signIn, registry }) => {
  await signIn();
  const dialog = await openCascade(page, 'speech-commands', '0.5.4');
  await dialog.getByRole('checkbox', { name: 'those in use, or not checked' }).check();
  await expect(dialog).toContainText('Delete 28 of 31 versions of speech-commands?');
  await dialog.getByRole('textbox', { name: 'the newest' }).fill('5');
  await dialog.getByRole('checkbox', { name: 'Delete speech-commands 0.1.0', exact: true }).uncheck();
  await expect(dialog).toContainText('Delete 24 of 31 versions of speech-commands?');
  await expect(dialog).toContainText('24 calls, one after another · about 12s');
  await dialog.getByRole('button', { name: 'Requests (24)' }).click();
  await expect(dialog).not.toContainText('cascade=true');
  await typeToConfirm(dialog, 'speech-commands');
  await dialog.getByRole('checkbox', { name: 'Delete speech-commands 0.1.1', exact: true }).uncheck();
  // Another set is another consent.
  await expect(dialog.getByRole('button', { name: 'Delete 23 versions' })).toBeDisabled();
  await typeToConfirm(dialog, 'speech-commands');
  await dialog.getByRole('button', { name: 'Delete 23 versions' }).click();
  await expect(receiptHeading(page)).toHaveText('23 of 23 deleted');
  const left = (await registry.versionsOf('speech-commands')).map((model) => model.model_version);
  expect(left).toEqual(['0.1.0', '0.1.1', '0.4.2', '0.5.0', '0.5.1', '0.5.2', '0.5.3', '0.5.4']);
});

test('what was refused is retried after its service is gone', { tag: '@remote' }, async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await openDelete(page, 'BERT-Squad', '1.9.12');
  await tryAnyway(page);
  await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 refused');
  await page.getByRole('button', { name: 'Check again and retry BERT-Squad 1.9.12' }).click();
  const stillBlocked = page.getByRole('table', { name: 'Affected versions' }).getByRole('row').last();
  await expect(stillBlocked).toContainText('in use');
  await expect(stillBlocked).toContainText('qa-bot');
  await page.getByRole('button', { name: 'Cancel' }).click();
  const service = (await registry.services()).find(({ service_name }) => service_name === 'qa-bot');
  await registry.endService(must(service).service_id);

  await page.getByRole('button', { name: 'Retry 1 refused' }).click();
  await expect(page.getByRole('table', { name: 'Affected versions' })).toContainText('will be deleted');
  await page.getByRole('button', { name: 'Delete 1 version' }).click();
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
});

test('when somebody changes the name between look and confirm, nothing is sent and the difference is shown', async ({
  page,
  signIn,
  registry,
}) => {
  // Without a stream of changes: with one, the dialog says it before anybody can confirm. What a shared worker asks for
  // cannot be routed, so that the page has to open the stream itself.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'));
  await page.route('**/api/events?*', (route) => route.abort());
  await signIn();
  const dialog = await openCascade(page, 'posenet', '1.0.0');
  const consent = dialog.getByRole('textbox', { name: 'Type posenet to confirm' });
  await consent.fill('posenet');
  await registry.createModel('posenet', '9.0.0');
  await registry.deleteModel(await registry.idOf('posenet', '1.0.1'));
  await dialog.getByRole('button', { name: /^Delete \d+ versions$/ }).click();

  await expect(dialog.getByRole('alert')).toContainText('1 version was added since you looked: 9.0.0');
  await expect(dialog.getByRole('alert')).toContainText('1 version is not listed any more: 1.0.1');
  await expect(consent).toHaveValue('');
  expect((await registry.versionsOf('posenet')).map((model) => model.model_version)).toContain('9.0.0');
});

test('a services check that fails is said as that, never as "not in use"', async ({ page, signIn }) => {
  await signIn();
  await page.route('**/api/blockers', (route) => route.abort());
  await openDelete(page, 'speech-commands', '0.5.4');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('alert')).toContainText('Could not check services');
  await expect(dialog.getByRole('table', { name: 'Affected versions' })).toContainText('not checked');
  await page.unroute('**/api/blockers');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByRole('table', { name: 'Affected versions' })).toContainText('in use');
});

test('versions of several names are deleted together, after typing their count', { tag: '@remote' }, async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('AlexNet-');
  await selectNames(page, ['AlexNet-int8', 'AlexNet-qdq']);
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete…' }).click();
  await typeToConfirm(page, '2');
  await page.getByRole('button', { name: 'Delete 2 versions' }).click();
  await expect(receiptHeading(page)).toHaveText('2 of 2 deleted');
  expect(await registry.versionsOf('AlexNet-int8')).toHaveLength(0);
});

test('the request is shown, and copied as curl without a token', async ({ page, signIn, registry }) => {
  await signIn();
  const id = await registry.idOf('posenet', '1.0.0');
  await openDelete(page, 'posenet', '1.0.0');
  await page.getByRole('button', { name: 'Request', exact: true }).click();
  await expect(page.getByRole('alertdialog')).toContainText(`/models/${id}?cascade=false`);
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByRole('menuitem', { name: 'For bash' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`models/${id}?cascade=false`);
  expect(copied).toContain('X-Auth-Token: $TOKEN');
});

test('a deletion by curl has a receipt too, and the list of deletions finds it', async ({
  page,
  signIn,
  registry,
}) => {
  await registry.deleteModel(await registry.idOf('Candy', '1.4.9'));
  await signIn();
  await page.getByRole('link', { name: 'Deletions' }).click();
  const table = page.getByRole('table', { name: 'Deletions' });
  await expect(table).toContainText('through the API');
  await page.getByRole('searchbox', { name: 'Search deletions' }).fill('nothing-like-it');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search deletions' }).fill('candy');
  await table.getByRole('link').first().click();
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
});

test('a receipt is exported as CSV and JSON', async ({ page, signIn }) => {
  await signIn();
  await deleteVersion(page, 'posenet', '1.0.0');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^coppice-deletion-.*\.csv$/);
});

for (const width of [1440, 390, 320]) {
  test(`a name of 64 letters leaves nothing out of reach in a dialog ${width} px wide`, async ({
    page,
    signIn,
    registry,
  }) => {
    const name = 'W'.repeat(64);
    const inUse = await registry.createModel(name, '1.0.0');
    for (const version of ['1.0.1', '1.0.2']) await registry.createModel(name, version);
    await registry.deploy('W'.repeat(64), [inUse]);
    await page.setViewportSize({ width, height: 900 });
    await signIn();
    const dialog = await openCascade(page, name, '1.0.0');
    for (const part of [
      dialog.getByRole('button', { name: 'Close', exact: true }),
      dialog.getByRole('textbox', { name: `Type ${name} to confirm` }),
      dialog.getByRole('button', { name: 'Cancel' }),
      dialog.getByRole('button', { name: 'Delete 2 versions' }),
    ]) {
      await expect(part).toBeInViewport({ ratio: 1 });
    }
    const affected = dialog.getByRole('table', { name: 'Affected versions' }).locator('..');
    for (const box of [dialog, affected]) {
      expect(await box.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
    }
  });
}
