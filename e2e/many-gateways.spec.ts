import { ReceiptPage } from '../core/console-api/receipts.ts';
import { must } from '../core/testing/must.ts';
import { emptyOnPostgres, type SampleData, sampleOnPostgres } from './gateways/sample-data.ts';
import { startThreeGateways, type ThreeGateways } from './gateways/three-gateways.ts';
import { deleteSpeechCommands } from './support/confirm-delete.ts';
import { test as base, expect } from './support/fixtures.ts';
import { killDuringRun } from './support/kill-run.ts';
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
  await signIn();
  const [restarted, ...others] = three.urls;
  const underWay: Promise<unknown>[] = [];
  const isDelete = (request: { method: () => string; url: () => string }) =>
    request.method() === 'DELETE' && request.url().includes('/models/');
  page.on('request', (request) => {
    if (!isDelete(request)) return;
    if (underWay.length === 0) underWay.push(three.kill(others[0]));
    else if (underWay.length === 1) underWay.push(three.restart(must(restarted)));
  });

  await deleteSpeechCommands(page);
  const heading = page.getByRole('heading', { level: 1, name: /^2\d of 31 deleted/ });
  // A call that was cut off by the kill is settled ten seconds later.
  await heading.waitFor();
  await Promise.all(underWay);
  expect(underWay).toHaveLength(2);

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
