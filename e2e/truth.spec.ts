import type { Page } from '@playwright/test';
import { must, nth } from '../core/testing/must.ts';
import type { Fault, FaultyProxy } from './gateways/faulty-proxy.ts';
import { deleteSpeechCommands, receiptHeading, typeToConfirm } from './support/confirm-delete.ts';
import { test as base, expect } from './support/fixtures.ts';
import { openDelete, tryAnyway } from './support/open-delete.ts';
import type { RegistryClient } from './support/registry-client.ts';
import { findDisagreements } from './support/true-receipt.ts';

/** The page reaches its gateway through a proxy that does harm. */
const test = base.extend({ baseURL: async ({ network }, use) => use(network.pageUrl) });

const receiptId = (page: Page) => nth(page.url().split('/'), -1);

/** Deletes speech-commands until its first call is on its way, which is held; lets it go on. */
async function holdFirstCall(page: Page, network: FaultyProxy): Promise<() => void> {
  const first = network.holdNext();
  await deleteSpeechCommands(page);
  return first;
}

/** The same, and meanwhile somebody adds version 9.0.0. */
async function deleteWhileOneIsAdded(
  page: Page,
  network: FaultyProxy,
  registry: RegistryClient,
): Promise<void> {
  const letGo = await holdFirstCall(page, network);
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
  // A second silence would be no other.
  const tag = faults.includes('silence') ? [] : '@remote';
  test(`${faults.join(', ')}: the run goes on, and its receipt is true`, { tag }, async ({
    page,
    signIn,
    network,
    registry,
    registryIs,
  }) => {
    test.setTimeout(120_000);
    await signIn();
    network.faults.push(...faults);
    await deleteSpeechCommands(page);
    // A gateway always knows what its own registry did; of a remote one whose answer says nothing, what it refused was left.
    const told =
      registryIs === 'own'
        ? '28 of 31 deleted · 3 refused'
        : /^28 of 31 deleted · (3 refused|2 refused · 1 left)$/;
    await expect(receiptHeading(page)).toHaveText(told, { timeout: 90_000 });
    expect(network.faults).toEqual([]);
    expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
    expect(await registry.versionsOf('speech-commands')).toHaveLength(3);
  });
}

test('a page that is reloaded in the middle leaves an interrupted receipt, which can be continued', async ({
  page,
  signIn,
  network,
  registry,
}) => {
  await signIn();
  const dialog = page.getByRole('alertdialog');
  const letGo = await holdFirstCall(page, network);
  const second = network.holdNext();
  letGo();
  await second;
  await expect(dialog.getByText('Call 2 of 2 · 20 of 31')).toBeVisible();
  page.on('dialog', (question) => question.accept());
  await page.goto('/deletions');
  await page.getByRole('table', { name: 'Deletions' }).getByRole('link').first().click();

  await expect(page.getByText('Interrupted')).toBeVisible();
  await expect(receiptHeading(page)).toHaveText('19 of 31 deleted · 1 refused · 11 left');
  expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
  await page.getByRole('button', { name: 'Continue with the remaining 11' }).click();
  await typeToConfirm(dialog, 'speech-commands');
  await dialog.getByRole('button', { name: /^Delete \d+ versions$/ }).click();
  await expect(receiptHeading(page)).toHaveText('9 of 11 deleted · 2 refused');
});

test('stopping after a call leaves the rest alone, and the receipt says what is gone and what was never sent', {
  tag: '@remote',
}, async ({ page, signIn, network, registry }) => {
  await signIn();
  const letGo = await holdFirstCall(page, network);
  await page.getByRole('button', { name: 'Stop after this call' }).click();
  letGo();
  await expect(receiptHeading(page)).toHaveText('19 of 31 deleted · 1 refused · 11 left');
  expect(await registry.versionsOf('speech-commands')).toHaveLength(12);
  expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
});

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

test('a version that is added between two calls is left alone: the run asks, and goes on without it', {
  tag: '@remote',
}, async ({ page, signIn, network, registry }) => {
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
});

test('stopping at that question leaves everything else as it is', { tag: '@remote' }, async ({
  page,
  signIn,
  network,
  registry,
}) => {
  await signIn();
  await deleteWhileOneIsAdded(page, network, registry);
  await page.getByRole('button', { name: 'Stop here' }).click();
  await expect(receiptHeading(page)).toHaveText('0 of 31 deleted · 31 left');
  await expect(page.getByText('Versions were added to a name while it was being deleted')).toBeVisible();
  expect(await registry.versionsOf('speech-commands')).toHaveLength(32);
});

test.describe('on its data directory', () => {
  test.use({ database: 'pglite' });

  test('the gateway is killed with -9 in the middle, comes back, and the run goes on to a true receipt', async ({
    page,
    signIn,
    network,
    gateway,
    registry,
  }) => {
    await signIn();
    const letGo = await holdFirstCall(page, network);
    await gateway.restart('SIGKILL');
    letGo();
    await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused');
    expect(await findDisagreements(registry, receiptId(page))).toEqual([]);
  });
});

test('Back, Escape and a click beside the dialog do nothing during a run', async ({
  page,
  signIn,
  network,
}) => {
  await signIn();
  const letGo = await holdFirstCall(page, network);
  await page.goBack();
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 300);
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText('Call 1 of 2')).toBeVisible();
  // It is no question any more, and the rows tell what became of each.
  await expect(dialog).toContainText('Deleting 28 versions of speech-commands');
  await expect(dialog.getByRole('columnheader', { name: 'Outcome' })).toBeVisible();
  letGo();
  await expect(receiptHeading(page)).toHaveText('28 of 31 deleted · 3 refused');
});

test('two tabs delete the same name at once: each version goes once, and both receipts are true', {
  tag: '@remote',
}, async ({ page, signIn, network, registry, context }) => {
  await signIn();
  const other = await context.newPage();
  await other.goto('/models');
  const firsts = [network.holdNext(), network.holdNext()];
  await Promise.all([deleteSpeechCommands(page), deleteSpeechCommands(other)]);
  // Both have confirmed and checked before either call arrives.
  for (const letGo of await Promise.all(firsts)) letGo();
  for (const tab of [page, other]) {
    await expect(receiptHeading(tab)).toHaveText(/of 31 deleted/);
    expect(await findDisagreements(registry, receiptId(tab))).toEqual([]);
  }
  expect(await registry.versionsOf('speech-commands')).toHaveLength(3);
  const counts = await Promise.all([page, other].map((tab) => receiptHeading(tab).textContent()));
  const deleted = counts.map((text) => Number(/^\d+/.exec(must(text))?.[0]));
  expect(deleted.reduce((a, b) => a + b, 0)).toBe(28);
});
