import { must } from '../core/testing/must.ts';
import { deleteVersion, receiptHeading, typeToConfirm } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';

test('what is told as deleted is confirmed, and the receipt says how soon', { tag: '@remote' }, async ({
  page,
  signIn,
}) => {
  await signIn();
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  await expect(page.getByText(/^1 deleted, confirmed by the registry .+ later$/)).toBeVisible();
});

test('a registry that says it deleted, and did not, is found out, and retried', {
  tag: '@remote-only',
}, async ({ page, signIn, network, registry }) => {
  await signIn();
  network.faults.push('pretended');
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(page.getByText('1 deleted, being confirmed')).toBeVisible();
  await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 still there');
  await expect(page.getByRole('alert')).toContainText('The registry contradicts itself');
  await expect(page.getByRole('table', { name: 'Outcomes' })).toContainText(
    'The registry said that it deleted it, and still has it.',
  );
  expect(await registry.versionsOf('posenet')).toHaveLength(21);

  await page.getByRole('button', { name: 'Retry 1 still there' }).click();
  await page.getByRole('button', { name: 'Delete 1 version' }).click();
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  await expect(page.getByText(/^1 deleted, confirmed by the registry/)).toBeVisible();
  expect(await registry.versionsOf('posenet')).toHaveLength(20);
});

test('a session that ends in the middle of a run refuses nothing: signed in again, the run goes on', {
  tag: '@remote-only',
}, async ({ page, signIn, network, registry }) => {
  await signIn();
  await page.getByRole('searchbox', { name: 'Search models' }).fill('posenet');
  await page.getByRole('button', { name: 'Expand posenet', exact: true }).click();
  for (const version of ['1.0.0', '1.0.1', '1.0.2']) {
    await page.getByRole('checkbox', { name: `Select posenet ${version}`, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Delete…', exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await typeToConfirm(dialog, 'posenet');
  const first = network.holdNext();
  await dialog.getByRole('button', { name: 'Delete 3 versions' }).click();
  const letGo = await first;
  const letIn = network.signOut();
  letGo();

  await expect(dialog).toContainText('Waiting for operator to sign in');
  await dialog.getByRole('button', { name: 'Sign in again' }).click();
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(again).toBeVisible();
  letIn();
  await again.getByLabel('Password', { exact: true }).fill('operator');
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(receiptHeading(page)).toHaveText('3 of 3 deleted');
  expect(await registry.versionsOf('posenet')).toHaveLength(18);
});

test('a page that lies about what it deletes begins no run, and nothing is sent', {
  tag: '@remote',
}, async ({ page, signIn, registry }) => {
  await signIn();
  await page.route('**/api/runs', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const forged = must(route.request().postData(), 'a body').replaceAll('"posenet"', '"scratch-test"');
    await route.continue({ postData: forged });
  });
  await deleteVersion(page, 'posenet', '1.0.0');
  const alert = page.getByRole('alertdialog').getByRole('alert');
  await expect(alert).toContainText('Nothing was sent');
  await expect(alert).toContainText('posenet 1.0.0');
  expect(await registry.versionsOf('posenet')).toHaveLength(21);
});
