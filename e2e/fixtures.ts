import { test as base, expect, type Page } from '@playwright/test';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
import { RegistryClient } from './registry-client.ts';
import {
  type ReusedGateway,
  type SampleGateway,
  startInDirectory,
  startReusedGateway,
} from './sample-gateway.ts';
import { type SampleDatabase, type SampleUser, signedInTo } from './signed-in.ts';

type Fixtures = {
  /**
   * What the gateway keeps its data in. PostgreSQL starts faster by far; journeys that are about the data directory,
   * or about a gateway that dies and comes back on it, ask for PGlite: `test.use({ database: 'pglite' })`.
   */
  database: SampleDatabase;
  /** A gateway on the sample, for this test alone: no test sees another's deletions. */
  gateway: SampleGateway;
  /** Between the page and the gateway, for tests that take it as their address: it harms what it is told to. */
  network: FaultyProxy;
  /** The registry as another client would change it, behind the console's back. */
  registry: RegistryClient;
  /** The cookie of a session that a user has. */
  sessionOf: (user: SampleUser) => Promise<string>;
  /** Opens the list of models, signed in; the form has a test of its own. */
  signIn: (user?: SampleUser) => Promise<void>;
};
type WorkerFixtures = { reused: ReusedGateway };

export const test = base.extend<Fixtures, WorkerFixtures>({
  database: ['postgres', { option: true }],
  reused: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants to see which fixtures it needs.
    async ({}, use) => {
      const gateway = await startReusedGateway();
      await use(gateway);
      await gateway.end();
    },
    { scope: 'worker' },
  ],
  gateway: async ({ database, reused }, use) => {
    if (database === 'postgres') return use(await reused.renew());
    const [gateway, remove] = await startInDirectory();
    await use(gateway);
    await remove();
  },
  baseURL: async ({ gateway }, use) => use(gateway.url),
  network: async ({ gateway }, use) => {
    const proxy = await startFaultyProxy(gateway.url);
    await use(proxy);
    await proxy.close();
  },
  registry: async ({ gateway, database }, use) => {
    const { project, token } = signedInTo(database, 'operator');
    await use(new RegistryClient(gateway.url, project, token));
  },
  sessionOf: async ({ database }, use) => use(async (user) => signedInTo(database, user).cookie),
  signIn: async ({ page, baseURL, sessionOf }, use) =>
    use(async (user = 'operator') => {
      const cookie = { name: 'coppice_session', value: await sessionOf(user), url: baseURL ?? '' };
      await page.context().addCookies([{ ...cookie, httpOnly: true, sameSite: 'Strict' }]);
      await openModels(page);
    }),
});

export { expect };

async function openModels(page: Page): Promise<void> {
  await page.goto('/models');
  await expect(page.getByRole('heading', { name: 'Models' })).toBeVisible();
  await expect(page.getByRole('treegrid', { name: 'Models' })).toHaveAttribute('aria-busy', 'false');
}
