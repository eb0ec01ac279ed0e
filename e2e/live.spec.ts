import { first, nth } from '../core/testing/must.ts';
import { startGateway } from './gateways/gateway-process.ts';
import { receiptHeading } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { openCascade, openDelete } from './support/open-delete.ts';
import { RegistryClient } from './support/registry-client.ts';

test('what somebody else deletes goes by itself, and the selection and the focused line stay', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  const ids = await registry.versionsOf('posenet');
  const box = page.getByRole('checkbox', { name: 'Select all versions of AlexNet', exact: true });
  await box.check();
  const line = page.getByRole('row').filter({ has: box });
  await line.focus();
  await registry.deleteModel(first(ids).model_id);
  await expect(page.getByText('134 names · 371 versions')).toBeVisible();
  await expect(box).toBeChecked();
  await expect(line).toBeFocused();
});

test('the selection loses what somebody else deletes, and counts what is left', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('posenet');
  await page.getByRole('button', { name: 'Expand posenet', exact: true }).click();
  const versions = (await registry.versionsOf('posenet')).slice(-3, -1);
  for (const { model_version } of versions) {
    await page.getByRole('checkbox', { name: `Select posenet ${model_version}`, exact: true }).check();
  }
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toContainText('2 versions');
  await registry.deleteModel(nth(versions, 0).model_id);
  await expect(bar.getByText(/1 version\b/)).toBeVisible();
  await registry.deleteModel(nth(versions, 1).model_id);
  await expect(bar).toBeHidden();
});

test('an open dialog says at once what somebody else changed since it was opened', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  const dialog = await openCascade(page, 'posenet', '1.0.0');
  await expect(dialog.getByRole('button', { name: 'Delete 20 versions' })).toBeVisible();
  await registry.createModel('posenet', '9.0.0');
  await expect(dialog.getByRole('alert').filter({ hasText: '9.0.0' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Delete 21 versions' })).toBeVisible();
  await registry.createModel('posenet', '9.0.1');
  await expect(dialog.getByRole('alert').filter({ hasText: '9.0.1' })).toBeVisible();
  await expect(dialog.getByRole('alert')).toContainText('9.0.0');
});

test('a deletion can be confirmed while a change elsewhere is looked into', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await openDelete(page, 'posenet', '1.0.1');
  const confirm = page.getByRole('button', { name: 'Delete 1 version' });
  await expect(confirm).toBeEnabled();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/api/blockers', async (route) => {
    await held;
    await route.continue();
  });
  const check = page.waitForRequest('**/api/blockers');
  await registry.createModel('posenet', '9.0.0');
  await check;
  await expect(confirm).toBeEnabled();
  await confirm.click();
  letGo();
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
});

test('lines stay where they are when others come above them', async ({ page, signIn, registry }) => {
  await signIn();
  const line = page.getByRole('row').filter({ hasText: 'AlexNet' }).first();
  await line.hover();
  const before = await line.boundingBox();
  await registry.createModel('AAA-new', '1.0.0');
  await expect(page.getByText('135 names · 373 versions')).toBeVisible();
  expect(await line.boundingBox()).toEqual(before);
});

test('a viewer sees changes as well', async ({ page, signIn, registry }) => {
  await signIn('viewer');
  await registry.createModel('posenet', '9.0.0');
  await expect(page.getByText('134 names · 373 versions')).toBeVisible();
});

test('a gateway that was started again is followed again, and what it missed shows', async ({
  page,
  signIn,
  gateway,
  registry,
}) => {
  await signIn();
  await gateway.restart('SIGTERM');
  await registry.createModel('posenet', '9.0.0');
  await expect(page.getByText('134 names · 373 versions')).toBeVisible();
  await registry.createModel('posenet', '9.0.1');
  await expect(page.getByText('134 names · 374 versions')).toBeVisible();
});

test.describe('behind a network that fails', () => {
  test.use({ baseURL: async ({ network }, use) => use(network.pageUrl) });

  test('a stream that is cut is said to be, and what was missed shows when it is back', async ({
    page,
    signIn,
    network,
    registry,
  }) => {
    await signIn();
    const restore = network.cutEvents();
    await registry.createModel('posenet', '9.0.0');
    await expect(page.getByText('Not live')).toBeVisible();
    await expect(page.getByText('134 names · 372 versions')).toBeVisible();
    restore();
    await expect(page.getByText('134 names · 373 versions')).toBeVisible();
    await expect(page.getByText('Not live')).toBeHidden();
  });
});

test('what comes through another gateway of the same database shows as well', async ({
  page,
  signIn,
  gateway: { data },
}) => {
  await signIn();
  const other = await startGateway(data.directory, { databaseUrl: data.databaseUrl });
  try {
    const elsewhere = await RegistryClient.signIn(other.url, 'operator');
    await elsewhere.createModel('posenet', '9.0.0');
    await expect(page.getByText('134 names · 373 versions')).toBeVisible();
  } finally {
    await other.end();
  }
});
