import { receiptHeading, typeToConfirm } from './support/confirm-delete.ts';
import { createMany } from './support/create-many.ts';
import { expect, test } from './support/fixtures.ts';
import { killDuringRun } from './support/kill-run.ts';
import { openCascade } from './support/open-delete.ts';
import { findDisagreements } from './support/true-receipt.ts';

test.use({ database: 'pglite' });

test('killed with -9 at three moments of a run over 60 versions, the gateway keeps true receipts', async ({
  gateway,
  registry,
}) => {
  test.setTimeout(120_000);
  const runs = [
    { atCall: 2, delay: 3, isPageClosed: false, individually: false },
    { atCall: 17, delay: 0, isPageClosed: false, individually: true },
    { atCall: 40, delay: 8, isPageClosed: true, individually: true },
  ];
  for (const [index, run] of runs.entries()) {
    const name = `killed-${index}`;
    const disagreements = await killDuringRun(registry, { name, ...run }, () => gateway.restart('SIGKILL'));
    expect(disagreements).toEqual([]);
    if (!run.isPageClosed) expect(await registry.versionsOf(name)).toHaveLength(run.individually ? 1 : 0);
  }
});

test('the gateway is killed with -9 in the middle, comes back, and the run goes on to a true receipt', async ({
  page,
  signIn,
  gateway,
  registry,
}) => {
  await createMany(registry, 'many', 121);
  await signIn();
  const dialog = await openCascade(page, 'many', '1.1.20');
  await dialog.getByRole('textbox', { name: 'the newest' }).fill('1');
  await typeToConfirm(dialog, 'many');
  const begun = page.waitForResponse('**/api/runs');
  await dialog.getByRole('button', { name: 'Delete 120 versions' }).click();
  await begun;
  await gateway.restart('SIGKILL');
  expect((await registry.versionsOf('many')).length).toBeGreaterThan(1);
  // A call that is cut off is not sent a second time: what it was for may be left.
  await expect(receiptHeading(page)).toHaveText(/^(119|120) of 120 deleted/, { timeout: 60_000 });
  expect(await findDisagreements(registry, page.url().split('/').at(-1) ?? '')).toEqual([]);
});
