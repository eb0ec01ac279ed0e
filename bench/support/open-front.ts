import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../../e2e/gateways/gateway-process.ts';
import { createDatabase } from '../../server/testing/setup/postgres-database.ts';
import { startPostgresServer } from '../../server/testing/setup/postgres-server.ts';
import { type Relay, startRelay } from '../bare/start-relay.ts';

/** A gateway before another: each is a process of its own, as is the database of the one in front. */
export type Front = {
  /** The gateway in front. */
  url: string;
  /** The way to the remote gateway, of the one in front as of everybody else. */
  relay: Relay;
  /** Of the session in front; empty until somebody signs in. */
  cookie: string;
  close: () => Promise<void>;
};

/**
 * Starts a gateway on the PostgreSQL database of a registry, and on a new database another one before it.
 */
export async function openFront(registryUrl: string): Promise<Front> {
  const home = await mkdtemp(join(tmpdir(), 'coppice-front-'));
  const server = await startPostgresServer(['-c', 'random_page_cost=1.1', '-c', 'shared_buffers=512MB']);
  const remote = await startGateway(join(home, 'remote'), { databaseUrl: registryUrl, sample: false });
  const relay = await startRelay(remote.url);
  const front = await startGateway(join(home, 'front'), {
    databaseUrl: await createDatabase(server.url),
    sample: false,
    env: { COPPICE_UPSTREAM: relay.url, COPPICE_IAM: relay.url },
  });
  return {
    url: front.url,
    relay,
    cookie: '',
    close: async () => {
      await front.end();
      await relay.close();
      await remote.end();
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
