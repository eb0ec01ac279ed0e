import { test as base, expect, type Page } from '@playwright/test';
import { must } from '../../core/testing/must.ts';
import { type FaultyProxy, startFaultyProxy } from '../gateways/faulty-proxy.ts';
import { type RemoteGateway, reuseRemote } from '../gateways/remote-gateway.ts';
import { type Reused, reuseOwn, type SampleGateway, startInDirectory } from '../gateways/sample-gateway.ts';
import { RegistryClient } from './registry-client.ts';
import type { SampleDatabase, SampleUser } from './signed-in.ts';

type Fixtures = {
  /**
   * What the gateway keeps its data in. PostgreSQL starts faster by far; journeys that are about the data directory,
   * or about a gateway that dies and comes back on it, ask for PGlite: `test.use({ database: 'pglite' })`.
   */
  database: SampleDatabase;
  /** A gateway on the sample, for this test alone: no test sees another's deletions. */
  gateway: SampleGateway | RemoteGateway;
  /**
   * Between the page and the gateway or, when the registry is a remote one, between the two gateways: it harms what it is
   * told to. Tests that are harmed take `pageUrl` as their address.
   */
  network: FaultyProxy & { pageUrl: string };
  /** The registry as another client would change it, behind the console's back. */
  registry: RegistryClient;
  /** The cookie of a session that a user has. */
  sessionOf: (user: SampleUser) => Promise<string>;
  /** Opens the list of models, signed in; the form has a test of its own. */
  signIn: (user?: SampleUser) => Promise<void>;
};
export type WorkerOptions = {
  /** Whose registry the console shows: that of its own gateway, or that of another one behind it. */
  registryIs: 'own' | 'remote';
};
type WorkerFixtures = WorkerOptions & {
  reused: Reused<SampleGateway | RemoteGateway>;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  database: ['postgres', { option: true }],
  registryIs: ['own', { option: true, scope: 'worker' }],
  reused: [
    async ({ registryIs }, use) => {
      const reused = await (registryIs === 'own' ? reuseOwn() : reuseRemote());
      await use(reused);
      await reused.end();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  gateway: async ({ database, reused }, use) => {
    if (database === 'postgres') return use(await reused.renew());
    const [gateway, remove] = await startInDirectory();
    await use(gateway);
    await remove();
  },
  baseURL: async ({ gateway }, use) => use(gateway.url),
  network: async ({ gateway }, use) => {
    if ('between' in gateway) return use({ ...gateway.between, pageUrl: gateway.url });
    const proxy = await startFaultyProxy(gateway.url);
    await use({ ...proxy, pageUrl: proxy.url });
    await proxy.close();
  },
  registry: async ({ gateway }, use) => {
    const { url, signedIn } = gateway;
    const { project, token } = signedIn.operator;
    const behind = 'remote' in gateway ? gateway.remote : gateway;
    const registry = { url: behind.url, token: behind.signedIn.operator.token };
    await use(new RegistryClient(project, { registry, console: { url, token } }));
  },
  sessionOf: async ({ gateway }, use) => use(async (user) => gateway.signedIn[user].cookie),
  signIn: async ({ page, baseURL, sessionOf }, use) =>
    use(async (user = 'operator') => {
      const cookie = { name: 'coppice_session', value: await sessionOf(user), url: must(baseURL) };
      await page.context().addCookies([{ ...cookie, httpOnly: true, sameSite: 'Strict' }]);
      await openModels(page);
    }),
});

export { expect };

async function openModels(page: Page): Promise<void> {
  await page.goto('/models');
  await expect(page.getByRole('heading', { name: 'Models', exact: true })).toBeVisible();
  await expect(page.getByRole('treegrid', { name: 'Models' })).toHaveAttribute('aria-busy', 'false');
}
