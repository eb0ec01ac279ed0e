import { randomBytes } from 'node:crypto';
import { buildApp } from '../server/app.ts';
import { openStore } from '../server/store/open-store.ts';
import { createDatabase } from '../server/testing/postgres-database.ts';
import { startPostgresServer } from '../server/testing/postgres-server.ts';
import { requireSameRegistry } from '../server/upstream/registry-kind.ts';

/** A gateway that stands before another, on a new database. */
export type Front = { url: string; cookie: string; close: () => Promise<void> };

export async function openFront(remote: string): Promise<Front> {
  const server = await startPostgresServer(['-c', 'random_page_cost=1.1', '-c', 'shared_buffers=512MB']);
  const { close, ...opened } = await openStore({ kind: 'postgres', url: await createDatabase(server.url) });
  const address = new URL(remote);
  await requireSameRegistry(opened.store, address);
  const app = await buildApp({
    ...{ ...opened, secret: randomBytes(32), consoleDirectory: '/nowhere' },
    remote: { modelarts: address, iam: address },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    cookie: '',
    close: async () => {
      await app.close();
      await close();
      await server.stop();
    },
  };
}
