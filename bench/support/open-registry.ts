import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { hashPassword } from '../../server/iam/sign-in/passwords.ts';
import { issueToken } from '../../server/iam/tokens/tokens.ts';
import { createUser } from '../../server/iam/users/create-user.ts';
import { openStore, type StoreConfig } from '../../server/store/open-store.ts';
import type { Store } from '../../server/store/schema.ts';
import { createDatabase } from '../../server/testing/setup/postgres-database.ts';
import { startPostgresServer } from '../../server/testing/setup/postgres-server.ts';
import { fillRegistry, type RegistrySize } from './fill-registry.ts';

/** A gateway on a registry of a known size, in this process, and its database. */
export type OpenRegistry = {
  /** Where the gateway is. It serves the built console. */
  url: string;
  /** Its PostgreSQL database; empty on PGlite. */
  databaseUrl: string;
  store: Store;
  project_id: string;
  /** Asks the gateway over HTTP, as an operator; the answer's body. */
  ask: (
    method: string,
    path: string,
    request?: { body?: unknown; headers?: Record<string, string> },
  ) => Promise<string>;
  /** Opens another gateway on the same registry that serves another console; where it is. */
  serve: (consoleDirectory: string) => Promise<string>;
  close: () => Promise<void>;
};

/** The operator of the project: `POST /api/session` takes it. */
export const OPERATOR = { account: 'bench', project: 'bench', user: 'bench', password: 'bench' };

/**
 * Fills a new database of a kind (`pglite` or `postgres`) with so many versions, and opens a gateway on it. `shape` says
 * how many names they have and how many of them the largest, where that matters.
 */
export async function openRegistry(
  database: string,
  versions: number,
  shape: Partial<RegistrySize> = {},
): Promise<OpenRegistry> {
  const home = await mkdtemp(join(tmpdir(), 'coppice-bench-'));
  const { config, stop } = await makeDatabase(database, home);
  const { store, listen, jobs, close } = await openStore(config);
  const { password, ...names } = OPERATOR;
  const person = { ...names, role: 'operator', password_hash: await hashPassword(password) } as const;
  const { project_id, user_id } = await store.transaction().execute((trx) => createUser(trx, person));
  await fillRegistry(store, project_id, {
    versions,
    names: versions / 20,
    largest: versions / 100,
    ...shape,
  });
  const { token } = await issueToken(store, { user_id, project_id });
  const secret = randomBytes(32);
  const apps: FastifyInstance[] = [];
  const serve = async (consoleDirectory: string) => {
    const app = await buildApp({ store, listen, jobs, secret, consoleDirectory: resolve(consoleDirectory) });
    apps.push(app);
    return app.listen({ host: '127.0.0.1', port: 0 });
  };
  const url = await serve('dist/console');
  return {
    url,
    serve,
    databaseUrl: config.kind === 'postgres' ? config.url : '',
    store,
    project_id,
    ask: async (method, path, { body: sent, headers } = {}) => {
      const json = sent === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await fetch(url + path, {
        method,
        headers: { 'x-auth-token': token, ...json, ...headers },
        ...(sent !== undefined && { body: JSON.stringify(sent) }),
      });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${body}`);
      return body;
    },
    close: async () => {
      await Promise.all(apps.map((app) => app.close()));
      await close();
      await stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function makeDatabase(
  database: string,
  home: string,
): Promise<{ config: StoreConfig; stop: () => Promise<void> }> {
  if (database === 'pglite') return { config: { kind: 'directory', directory: home }, stop: async () => {} };
  const server = await startPostgresServer(['-c', 'random_page_cost=1.1', '-c', 'shared_buffers=512MB']);
  return { config: { kind: 'postgres', url: await createDatabase(server.url) }, stop: server.stop };
}
