import { test as base, expect, type Page } from '@playwright/test';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
import { startGateway } from './gateway-process.ts';
import { RegistryClient } from './registry-client.ts';
import { type SampleData, sampleInDirectory, sampleOnPostgres } from './sample-data.ts';

type Fixtures = {
  /**
   * What the gateway keeps its data in. PostgreSQL starts faster by far; journeys that are about the data directory,
   * or about a gateway that dies and comes back on it, ask for PGlite: `test.use({ database: 'pglite' })`.
   */
  database: 'postgres' | 'pglite';
  /** The sample, for this test alone. */
  data: SampleData;
  /** A gateway of this test's own, on a copy of the sample: no test sees another's deletions. */
  gateway: {
    url: string;
    /** Ends it, gracefully or not, and starts it again on the same data and port. */
    restart: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  };
  /** Between the page and the gateway, for tests that take it as their address: it harms what it is told to. */
  network: FaultyProxy;
  /** The registry as another client would change it, behind the console's back. */
  registry: RegistryClient;
  /** Signs in and opens the list of models; the form has a test of its own. */
  signIn: (user?: 'operator' | 'viewer') => Promise<void>;
};

export const test = base.extend<Fixtures>({
  database: ['postgres', { option: true }],
  data: async ({ database }, use) => {
    const data = database === 'postgres' ? await sampleOnPostgres() : sampleInDirectory();
    await use(data);
    await data.remove();
  },
  gateway: async ({ data: { directory, databaseUrl } }, use) => {
    let running = await startGateway(directory, { databaseUrl });
    const restart = async (signal: 'SIGTERM' | 'SIGKILL') => {
      await running.end(signal);
      running = await startGateway(directory, { databaseUrl, port: Number(new URL(running.url).port) });
    };
    await use({ url: running.url, restart });
    await running.end();
  },
  baseURL: async ({ gateway }, use) => use(gateway.url),
  network: async ({ gateway }, use) => {
    const proxy = await startFaultyProxy(gateway.url);
    await use(proxy);
    await proxy.close();
  },
  registry: async ({ gateway }, use) => use(await RegistryClient.signIn(gateway.url, 'operator')),
  signIn: async ({ page, baseURL }, use) => use((user = 'operator') => signIn(page, baseURL ?? '', user)),
});

export { expect };

async function signIn(page: Page, address: string, user: string): Promise<void> {
  const answer = await page.request.post('/api/session', {
    data: { account: 'coppice', user, password: user, project: 'demo' },
    headers: { origin: address },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  await page.goto('/models');
  await expect(page.getByRole('heading', { name: 'Models' })).toBeVisible();
  await expect(page.getByRole('treegrid', { name: 'Models' })).toHaveAttribute('aria-busy', 'false');
}
