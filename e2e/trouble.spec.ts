import type { Locator } from '@playwright/test';
import { deleteVersion, receiptHeading } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { openDelete } from './support/open-delete.ts';

/** The DELETE call, and only it. */
const DELETE_CALL = /\/v1\/[^/]+\/models\/[^/?]+\?cascade/;

test('a success whose answer is lost: the receipt knows what the registry did', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.route(DELETE_CALL, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  expect(await registry.versionsOf('posenet')).toHaveLength(20);
});

test('a request that never arrives: nothing is deleted, and the receipt says that it was not sent', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.route(DELETE_CALL, (route) => route.abort('connectionrefused'));
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 left');
  await expect(page.getByRole('table', { name: 'Outcomes' })).toContainText('No call was made for it');
  await expect(page.getByText('The run ended early')).toBeVisible();
  expect(await registry.versionsOf('posenet')).toHaveLength(21);
  await page.unroute(DELETE_CALL);
  await page.getByRole('button', { name: 'Delete the remaining 1' }).click();
  await page.getByRole('button', { name: 'Delete 1 version' }).click();
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
});

test('an HTML page in place of the answer does not hide what was done', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.route(DELETE_CALL, async (route) => {
    await route.fetch();
    await route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' });
  });
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  expect(await registry.versionsOf('posenet')).toHaveLength(20);
});

test('a version that somebody else deleted in the last moment counts as already gone, and is said so', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  const id = await registry.idOf('posenet', '1.0.0');
  await page.route(DELETE_CALL, async (route) => {
    await registry.deleteModel(id);
    await route.continue();
  });
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 already gone');
  await expect(page.getByRole('table', { name: 'Outcomes' })).toContainText('somebody else deleted it first');
});

test('a throttled deletion waits as it is told, in sight, and goes on', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  let turnedAway = 0;
  await page.route(DELETE_CALL, async (route) => {
    turnedAway += 1;
    if (turnedAway > 2) return route.continue();
    return route.fulfill({ status: 429, headers: { 'retry-after': '2' }, body: '<html>Slow down</html>' });
  });
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(page.getByText('The registry takes no more requests for now. Next try in')).toBeVisible();
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  expect(turnedAway).toBe(3);
  expect(await registry.versionsOf('posenet')).toHaveLength(20);
});

test('a wait is over when the operator stops, and the receipt says that nothing was done', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.route(DELETE_CALL, (route) =>
    route.fulfill({ status: 429, headers: { 'retry-after': '60' }, body: '' }),
  );
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(page.getByText('The registry takes no more requests for now. Next try in')).toBeVisible();
  await page.getByRole('button', { name: 'Stop after this call' }).click();
  await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 left');
  await expect(page.getByText('Stopped by you')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete the remaining 1' })).toBeVisible();
  expect(await registry.versionsOf('posenet')).toHaveLength(21);
});

test('the end of a run is noted even when it meets a gateway that is stopping', async ({ page, signIn }) => {
  await signIn();
  let tries = 0;
  await page.route('**/api/deletions/*/end', async (route) => {
    tries += 1;
    if (tries === 1) return route.abort('connectionreset');
    if (tries === 2)
      return route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>Stopping</h1>' });
    return route.continue();
  });
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  await expect(page.getByText('Under way')).toHaveCount(0);
  expect(tries).toBe(3);
});

for (const [twice, press] of [
  ['a double click', (button: Locator) => button.dblclick()],
  [
    'Enter, pressed twice,',
    async (button: Locator) => {
      await button.focus();
      await Promise.all([button.press('Enter'), button.press('Enter')]);
    },
  ],
] as const) {
  test(`${twice} sends one call`, async ({ page, signIn }) => {
    await signIn();
    let calls = 0;
    page.on('request', (request) => {
      if (request.method() === 'DELETE') calls += 1;
    });
    await openDelete(page, 'posenet', '1.0.0');
    await press(page.getByRole('button', { name: 'Delete 1 version' }));
    await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
    expect(calls).toBe(1);
  });
}

test('when no receipt can be opened nothing is sent, and the dialog says so', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.route('**/api/deletions', (route) =>
    route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>Down</h1>' }),
  );
  await openDelete(page, 'posenet', '1.0.0');
  await page.getByRole('button', { name: 'Delete 1 version' }).click();
  await expect(page.getByRole('alertdialog').getByRole('alert')).toContainText('Nothing was sent');
  expect(await registry.versionsOf('posenet')).toHaveLength(21);
});

for (const [status, says] of [
  [403, 'You have no permission for this.'],
  [429, 'Too many requests at once. Wait a minute and try again.'],
  [500, 'Try again; if it stays'],
] as const) {
  test(`a ${status} on the list is explained, with a way on`, async ({ page, signIn }) => {
    await signIn();
    const body = status === 403 ? '{"error_code":"ModelArts.0108","error_msg":"no"}' : '<html>';
    await page.route('**/api/model-groups?*', (route) => route.fulfill({ status, body }));
    await page.reload();
    await expect(page.getByRole('alert')).toContainText(says);
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
}

test.describe('on its data directory', () => {
  test.use({ database: 'pglite' });

  test('a gateway killed with -9 comes back with its receipts and its sessions', async ({
    page,
    signIn,
    gateway,
  }) => {
    await signIn();
    await deleteVersion(page, 'posenet', '1.0.0');
    await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
    const address = page.url();
    await gateway.restart('SIGKILL');
    await page.goto(address);
    await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  });
});

test('an address that leads nowhere, and a receipt that is not there, say so and lead on', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.goto('/deletions/00000000-0000-4000-8000-000000000000');
  await expect(page.getByRole('heading', { name: 'There is no such deletion' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the deletions' }).click();
  await expect(page.getByRole('heading', { name: 'Deletions', exact: true })).toBeVisible();
});
