import type { Page } from '@playwright/test';
import type { Fault } from './gateways/faults.ts';
import type { FaultyProxy } from './gateways/faulty-proxy.ts';
import { deleteSpeechCommands, receiptHeading } from './support/confirm-delete.ts';
import { expect, test } from './support/fixtures.ts';
import { openDelete, tryAnyway } from './support/open-delete.ts';
import type { RegistryClient } from './support/registry-client.ts';
import { findDisagreements } from './support/true-receipt.ts';

/** What harms the calls of a run stands between the gateway, which makes them, and a remote registry. */
const ON_THE_WIRE = { tag: '@remote-only' };

const receiptId = (page: Page) => page.url().split('/').at(-1) ?? '';

/** Deletes speech-commands, and while the first call is on its way somebody adds version 9.0.0. */
async function deleteWhileOneIsAdded(
  page: Page,
  network: FaultyProxy,
  registry: RegistryClient,
): Promise<void> {
  const first = network.holdNext();
  await deleteSpeechCommands(page);
  const letGo = await first;
  await registry.createModel('speech-commands', '9.0.0');
  letGo();
}

/** What happens to the calls of one run, one after the other. Silence takes as long as it takes, so it is told once. */
const TROUBLES: readonly (readonly Fault[])[] = [
  ['answer lost', 'answer cut in the middle'],
  ['500 after success', 'HTML instead of JSON'],
  ['lists null', 'lists missing'],
  ['throttled', 'throttled', 'duplicate ids'],
  ['silence'],
];

for (const faults of TROUBLES) {
  test(
    `${faults.join(', ')}: the run goes on, and its receipt is true`,
    ON_THE_WIRE,
    async ({ page, signIn, network, registry }) => {
      test.setTimeout(120_000);
      await signIn();
      network.faults.push(...faults);
      await deleteSpeechCommands(page);
      // Of a remote registry whose answer says nothing, what it refused was left.
      const told = /^28 of 31 deleted · (3 refused|2 refused · 1 left)$/;
      await expect(receiptHeading(page)).toHaveText(told, { timeout: 90_000 });
      expect(network.faults).toEqual([]);
      expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
      expect(await registry.versionsOf('speech-commands')).toHaveLength(3);
    },
  );
}

test(
  'a page that is reloaded in the middle changes nothing: the run goes on, and its receipt is true',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry }) => {
    await signIn();
    const dialog = page.getByRole('alertdialog');
    const first = network.holdNext();
    await deleteSpeechCommands(page);
    const letGo = await first;
    const second = network.holdNext();
    letGo();
    const letSecondGo = await second;
    await expect(dialog.getByText('Call 2 of 2 · 20 of 31')).toBeVisible();
    await page.goto('/deletions');
    const table = page.getByRole('table', { name: 'Deletions' });
    await expect(table).toContainText('Running: 20 of 31');
    await table.getByRole('link').first().click();
    await expect(page.getByRole('region', { name: 'Run' })).toContainText('Call 2 of 2 · 20 of 31');
    letSecondGo();
    await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused');
    await expect(page.getByText('Interrupted')).toHaveCount(0);
    expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
  },
);

test(
  'stopping after a call leaves the rest alone, the receipt says what is gone and what was never sent, and goes on',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry }) => {
    await signIn();
    const first = network.holdNext();
    await deleteSpeechCommands(page);
    const letGo = await first;
    await page.getByRole('button', { name: 'Stop after this call' }).click();
    await expect(page.getByText('Stopping after this call…')).toBeVisible();
    letGo();
    await expect(receiptHeading(page)).toHaveText('19 of 31 deleted · 1 refused · 11 left');
    expect(await registry.versionsOf('speech-commands')).toHaveLength(12);
    expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused');
    expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
  },
);

test('what no registry of ours answers is told as it came: unplanned, of another id, under an unknown code', async ({
  page,
  signIn,
}) => {
  const [stranger, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
  const message = `The model (${other}) cannot be deleted.`;
  await signIn();
  await openDelete(page, 'BERT-Squad', '1.9.12');
  await tryAnyway(page);
  await expect(receiptHeading(page)).toHaveText('0 of 1 deleted · 1 refused');
  await page.route('**/api/deletions/**', async (route) => {
    const answer = await route.fetch();
    const receipt = await answer.json();
    const { model_id } = receipt.calls[0].call;
    const delete_failed_list = [{ model_id, error_code: 'ModelArts.9999', error_msg: message }];
    receipt.calls[0].body = JSON.stringify({ delete_success_list: [stranger], delete_failed_list });
    await route.fulfill({ response: answer, json: receipt });
  });
  await page.reload();

  const flagged = page.getByRole('alert');
  await expect(flagged).toContainText('Deleted, though not in the plan');
  await expect(flagged).toContainText(stranger);
  const outcomes = page.getByRole('table', { name: 'Outcomes' });
  await expect(outcomes).toContainText('ModelArts.9999');
  await expect(outcomes).toContainText(message);
  await expect(outcomes).toContainText('The message names another model than this row.');
});

test(
  'a version that is added between two calls is left alone: the run asks, and goes on without it',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry }) => {
    await signIn();
    // The call under way is conditional on exactly 31 versions, so not even that one takes the added version along.
    await deleteWhileOneIsAdded(page, network, registry);
    const dialog = page.getByRole('alertdialog');
    await expect(dialog.getByRole('alert')).toContainText('1 version was added: 9.0.0');
    expect(await registry.versionsOf('speech-commands')).toHaveLength(32);
    await dialog.getByRole('button', { name: 'Go on without the added' }).click();
    await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused');
    expect((await registry.versionsOf('speech-commands')).map((model) => model.model_version)).toContain(
      '9.0.0',
    );
    expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
  },
);

test(
  'stopping at that question leaves everything else as it is',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry }) => {
    await signIn();
    await deleteWhileOneIsAdded(page, network, registry);
    await page.getByRole('button', { name: 'Stop here' }).click();
    await expect(receiptHeading(page)).toHaveText('0 of 31 deleted · 31 left');
    await expect(page.getByText('Versions were added to a name while it was being deleted')).toBeVisible();
    expect(await registry.versionsOf('speech-commands')).toHaveLength(32);
  },
);

test(
  'a gateway that is killed with -9 while its run waits comes back, and the run goes on to a true receipt',
  ON_THE_WIRE,
  async ({ page, signIn, network, gateway, registry }) => {
    await signIn();
    network.faults.push('throttled for a minute');
    await deleteSpeechCommands(page);
    await expect(page.getByText('The registry takes no more requests for now. Next try in')).toBeVisible();
    await gateway.restart('SIGKILL');
    // It is taken up once the dead one has not been heard of for ten seconds, whatever that waited for.
    await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused', { timeout: 60_000 });
    expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
  },
);

test(
  'a click beside the dialog does nothing during a run; Escape closes it, and the run goes on',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry }) => {
    await signIn();
    const first = network.holdNext();
    await deleteSpeechCommands(page);
    const letGo = await first;
    await page.mouse.click(5, 300);
    const dialog = page.getByRole('alertdialog');
    await expect(dialog.getByText('Call 1 of 2')).toBeVisible();
    // It is no question any more, and the rows tell what became of each.
    await expect(dialog).toContainText('Deleting 28 versions of speech-commands');
    await expect(dialog.getByRole('columnheader', { name: 'Outcome' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    letGo();
    await expect.poll(async () => (await registry.versionsOf('speech-commands')).length).toBe(3);
    await expect(receiptHeading(page)).toHaveText('Models');
  },
);

test(
  'two tabs delete the same name at once: each version goes once, and both receipts are true',
  ON_THE_WIRE,
  async ({ page, signIn, network, registry, context }) => {
    await signIn();
    const other = await context.newPage();
    await other.goto('/models');
    const first = network.holdNext();
    await Promise.all([deleteSpeechCommands(page), deleteSpeechCommands(other)]);
    const letGo = await first;
    // Both have confirmed and checked before any call is answered.
    for (const tab of [page, other]) {
      await expect(tab.getByRole('alertdialog')).toContainText('Deleting 28 versions of speech-commands');
    }
    letGo();
    for (const tab of [page, other]) {
      await expect(receiptHeading(tab)).toHaveText(/of 31 deleted/);
      expect(await findDisagreements(registry, receiptId(tab))).toEqual([]);
    }
    expect(await registry.versionsOf('speech-commands')).toHaveLength(3);
    const counts = await Promise.all([page, other].map((tab) => receiptHeading(tab).textContent()));
    const deleted = counts.map((text) => Number(/^\d+/.exec(text ?? '')?.[0]));
    expect(deleted.reduce((a, b) => a + b, 0)).toBe(28);
  },
);
