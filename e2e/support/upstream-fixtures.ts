import { spawnSync } from 'node:child_process';
import { type GatewayProcess, SECRET, startGateway } from '../gateways/gateway-process.ts';
import { emptyOnPostgres } from '../gateways/sample-data.ts';
import { test as base } from './fixtures.ts';

type Fixtures = {
  /** The gateway before the remote registry: the page's. Its database begins with nothing. */
  front: GatewayProcess;
  /** Runs `coppice` where the remote registry is, and answers what it printed. */
  remoteCoppice: (words: readonly string[], input?: string) => string;
};

/** Two gateways: that of the other fixtures, with the sample, is the remote registry; the page talks to one before it. */
export const test = base.extend<Fixtures>({
  front: async ({ gateway }, use) => {
    const { directory, databaseUrl, remove } = await emptyOnPostgres();
    const env = { COPPICE_UPSTREAM: gateway.url };
    const front = await startGateway(directory, { databaseUrl, sample: false, env });
    await use(front);
    await front.end();
    await remove();
  },
  baseURL: async ({ front }, use) => use(front.url),
  remoteCoppice: async ({ gateway }, use) => {
    const { directory, databaseUrl } = gateway.data;
    const place = { COPPICE_DATA: directory, DATABASE_URL: databaseUrl, COPPICE_SECRET: SECRET };
    await use((words, input = '') => {
      const options = { env: { ...process.env, ...place }, input, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(
        'node_modules/.bin/node',
        ['server/main.ts', ...words],
        options,
      );
      if (status !== 0) throw new Error(stderr);
      return stdout;
    });
  },
});
