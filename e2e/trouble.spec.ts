import type { Locator } from '@playwright/test';
import { deleteVersion, receiptHeading } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { setGracePeriods } from './support/grace-periods.ts';
import { openDelete } from './support/open-delete.ts';

/** What harms the calls of a run stands between the gateway, which makes them, and a remote registry. */
const ON_THE_WIRE = { tag: '@remote-only' };

for (const fault of ['answer lost', '502 in HTML after success', 'malformed JSON'] as const) {
  test(
    `a success, and then ${fault}: the receipt knows what the registry did`,
    ON_THE_WIRE,
    async ({ page, signIn, network, registry }) => {
      await signIn();
      network.faults.push(fault);
      await deleteVersion(page, 'posenet', '1.0.0');
      await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
      expect(network.faults).toEqual([]);
      expect(await registry.versionsOf('posenet')).toHaveLength(20);
    },
  );
}

test(
  'a registry that cannot be reached: nothing is deleted, and the receipt says that it was not sent',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry }) => {
    await signIn();
    network.faults.push('throttled, then unreachable');
    await deleteVersion(page, 'posenet', '1.0.0');
    await expect(page.getByText('The registry cannot be reached. Next try in')).toBeVisible();
    await page.getByRole('button', { name: 'Stop after this call' }).click();
    await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 left');
    await expect(page.getByRole('table', { name: 'Outcomes' })).toContainText('No call was made for it');
    await network.listenAgain();
    expect(await registry.versionsOf('posenet')).toHaveLength(21);
    await page.getByRole('button', { name: 'Delete the remaining 1' }).click();
    await page.getByRole('button', { name: 'Delete 1 version' }).click();
    await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  },
);

test(
  'a call that is lost on its way is not repeated: it is still there, and the receipt says so',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry }) => {
    await signIn();
    network.faults.push('lost before it arrives');
    await deleteVersion(page, 'posenet', '1.0.0');
    await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 left');
    await expect(page.getByRole('table', { name: 'Outcomes' })).toContainText(
      'did not say what became of it, and the registry still has it',
    );
    expect(await registry.versionsOf('posenet')).toHaveLength(21);
    await page.getByRole('button', { name: 'Delete the remaining 1' }).click();
    await page.getByRole('button', { name: 'Delete 1 version' }).click();
    await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  },
);

test('a version that somebody else deleted in the last moment counts as already gone, and is said so', async ({
  page,
  signIn,
  registry,
}) => {
  await setGracePeriods(registry, { one_version: 60, more_versions: 60 });
  await signIn();
  await deleteVersion(page, 'posenet', '1.0.0');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await registry.deleteModel(await registry.idOf('posenet', '1.0.0'));
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 already gone');
  await expect(page.getByRole('table', { name: 'Outcomes' })).toContainText('somebody else deleted it first');
});

test(
  'a throttled deletion waits as it is told, in sight, and goes on',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry }) => {
    await signIn();
    network.faults.push('throttled', 'throttled');
    await deleteVersion(page, 'posenet', '1.0.0');
    await expect(page.getByText('The registry takes no more requests for now. Next try in')).toBeVisible();
    await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
    await expect(page.getByText('3 calls')).toBeVisible();
    expect(network.deletions).toHaveLength(1);
    expect(await registry.versionsOf('posenet')).toHaveLength(20);
  },
);

test(
  'a wait is over when the operator stops, and the receipt says that nothing was done',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry }) => {
    await signIn();
    network.faults.push('throttled for a minute');
    await deleteVersion(page, 'posenet', '1.0.0');
    await expect(page.getByText('The registry takes no more requests for now. Next try in')).toBeVisible();
    await page.getByRole('button', { name: 'Stop after this call' }).click();
    await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 left');
    await expect(page.getByText('Stopped by you')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Delete the remaining 1' })).toBeVisible();
    expect(await registry.versionsOf('posenet')).toHaveLength(21);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  },
);

test(
  'a gateway that is stopped in the middle of a call waits for it, and goes on when it is started again',
  ON_THE_WIRE,
  async ({ page, signIn, gateway, network }) => {
    await signIn();
    const first = network.holdNext();
    await deleteVersion(page, 'posenet', '1.0.0');
    const letGo = await first;
    const restarted = gateway.restart('SIGTERM');
    letGo();
    await restarted;
    await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
    await expect(page.getByRole('region', { name: 'Run' })).toHaveCount(0);
    expect(network.deletions).toHaveLength(1);
  },
);

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
    let runs = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/runs')) runs += 1;
    });
    await openDelete(page, 'posenet', '1.0.0');
    await press(page.getByRole('button', { name: 'Delete 1 version' }));
    await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
    await expect(page.getByText('1 call', { exact: false })).toBeVisible();
    expect(runs).toBe(1);
  });
}

test('when no run can be begun nothing is sent, and the dialog says so', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.route('**/api/runs', (route) =>
    route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>Down</h1>' }),
  );
  await openDelete(page, 'posenet', '1.0.0');
  await page.getByRole('button', { name: 'Delete 1 version' }).click();
  await expect(page.getByRole('alertdialog').getByRole('alert')).toContainText('Nothing was sent');
  expect(await registry.versionsOf('posenet')).toHaveLength(21);
});

test('when the answer to the beginning of a run is lost, the dialog says that it may have begun', async ({
  page,
  signIn,
  registry,
}) => {
  await signIn();
  await page.route('**/api/runs', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await openDelete(page, 'posenet', '1.0.0');
  await page.getByRole('button', { name: 'Delete 1 version' }).click();
  const alert = page.getByRole('alertdialog').getByRole('alert');
  await expect(alert).toContainText('Whether it began is not known');
  await alert.getByRole('link', { name: 'Go to the deletions' }).click();
  await page.getByRole('table', { name: 'Deletions' }).getByRole('link').first().click();
  await expect(receiptHeading(page)).toHaveText('1 of 1 deleted');
  expect(await registry.versionsOf('posenet')).toHaveLength(20);
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

test.describe('a page whose code does not come', () => {
  test('is there when the gateway is back after a moment, with its styles', async ({ page, signIn }) => {
    await signIn();
    const refused: string[] = [];
    await page.route('**/assets/*', (route) => {
      refused.push(route.request().url());
      return refused.length <= 4 ? route.abort() : route.continue();
    });
    await page.getByRole('link', { name: 'Deletions' }).click();
    await expect(page.getByRole('heading', { name: 'No deletions yet' })).toBeVisible();
    expect(refused.length).toBeGreaterThan(4);
    const unstyled = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter((link) => !link.sheet),
    );
    expect(unstyled).toEqual([]);
  });

  test('says so, and is opened by itself when the gateway is back', async ({ page, signIn }) => {
    await signIn();
    await page.route('**/*', (route) => route.abort());
    await page.getByRole('link', { name: 'Deletions' }).click();
    await expect(page.getByRole('heading', { name: 'The gateway cannot be reached' })).toBeVisible();
    await page.unroute('**/*');
    await expect(page.getByRole('heading', { name: 'No deletions yet' })).toBeVisible();
    await expect(page).toHaveURL(/\/deletions$/);
  });

  test('is opened again once, and not for ever', async ({ page, signIn }) => {
    await signIn();
    await page.route(/receipts-page.*\.js$/, (route) => route.fulfill({ status: 404 }));
    await page.getByRole('link', { name: 'Deletions' }).click();
    await expect(page.getByRole('heading', { name: 'This page broke' })).toBeVisible();
    await page.unroute(/receipts-page.*\.js$/);
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await expect(page.getByRole('heading', { name: 'No deletions yet' })).toBeVisible();
  });
});
