import { ReceiptPage } from '../core/console-api/deletions/receipts.ts';
import { emptyOnPostgres, type SampleData, sampleOnPostgres } from './gateways/sample-data.ts';
import { startThreeGateways, type ThreeGateways } from './gateways/three-gateways.ts';
import { typeToConfirm } from './support/confirm-delete.ts';
import { createMany } from './support/create-many.ts';
import { test as base, expect } from './support/fixtures.ts';
import { killDuringRun } from './support/kill-run.ts';
import { openCascade } from './support/open-delete.ts';
import { RegistryClient } from './support/registry-client.ts';
import { openSession } from './support/signed-in.ts';
import { findDisagreements } from './support/true-receipt.ts';

const test = base.extend<{ data: SampleData; isEmpty: boolean; three: ThreeGateways }>({
  /** Whether the database has nothing at all, not even tables. */
  isEmpty: [false, { option: true }],
  data: async ({ isEmpty }, use) => {
    const data = await (isEmpty ? emptyOnPostgres() : sampleOnPostgres());
    await use(data);
    await data.remove();
  },
  // Three processes take their time to start, which is none of the journey's.
  three: [
    async ({ data }, use) => {
      const three = await startThreeGateways(data);
      await use(three);
      await three.close();
    },
    { timeout: 45_000 },
  ],
  baseURL: async ({ three }, use) => use(three.url),
  registry: async ({ three }, use) => use(await RegistryClient.signIn(three.url, 'operator')),
  sessionOf: async ({ three }, use) => use((user) => openSession(three.url, user)),
});

test.describe('on an empty database', () => {
  test.use({ isEmpty: true });

  test('three gateways that start at once make its tables and its sample once, and share sessions', async ({
    page,
    three,
    signIn,
  }) => {
    await signIn();
    await expect(page.getByText('134 names · 372 versions')).toBeVisible();
    // A browser sends a host's cookies to all its ports.
    const answers = await Promise.all(three.urls.map((url) => page.request.get(`${url}/api/session`)));
    expect(answers.map((answer) => answer.status())).toEqual([200, 200, 200]);
  });
});

test('an operator deletes on while one gateway is killed and another restarted: signed in, with true receipts', async ({
  page,
  three,
  signIn,
  registry,
}) => {
  // Gateways take over from one another within 20 s, and what was lost is given up after ten.
  test.setTimeout(200_000);
  await createMany(registry, 'many', 301);
  await signIn();
  const [restarted = '', killed] = three.urls;
  const dialog = await openCascade(page, 'many', '1.3.0');
  await dialog.getByRole('textbox', { name: 'the newest' }).fill('1');
  await typeToConfirm(dialog, 'many');
  const begun = page.waitForResponse('**/api/runs');
  await dialog.getByRole('button', { name: 'Delete 300 versions' }).click();
  await begun;
  // Whichever of the three makes the calls: one is gone at once, one ends what it is at, the third is there for both.
  // A call that is cut off is not sent a second time: what it was for may be left.
  await Promise.all([three.kill(killed), three.restart(restarted)]);
  const heading = page.getByRole('heading', { level: 1, name: /^(299|300) of 300 deleted/ });
  await heading.waitFor({ timeout: 150_000 });

  await page.reload();
  await expect(heading).toBeVisible();
  expect(await falseReceipts(registry)).toEqual([]);
});

test('a gateway that is killed in the middle of its call is made up for by the others', async ({
  three,
  registry,
}) => {
  const run = { name: 'killed', atCall: 2, delay: 2, isPageClosed: false, individually: false };
  const disagreements = await killDuringRun(registry, run, async () => {
    await three.kill();
  });
  expect(disagreements).toEqual([]);
  expect(await falseReceipts(registry)).toEqual([]);
});

/** Where receipts and the registry differ. */
async function falseReceipts(registry: RegistryClient): Promise<string[]> {
  const { deletions } = ReceiptPage.parse(JSON.parse((await registry.request('GET', '/api/deletions')).text));
  expect(deletions).not.toEqual([]);
  const all = await Promise.all(deletions.map(({ deletion_id }) => findDisagreements(registry, deletion_id)));
  return all.flat();
}
