import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../store/open-store.ts';
import { fillWithSample } from './fill-with-sample.ts';
import { makeQueues } from './make-queues.ts';
import { copyDatabase, createDatabase } from './postgres-database.ts';
import { startPostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Which database the gateway of a test runs on. */
    database: 'pglite' | 'postgres';
    /** The database on this run's PostgreSQL that each test's own is copied from, with its tables; empty on PGlite. */
    postgresTemplate: string;
    /** The same with the sample in it. */
    postgresSample: string;
  }
}

/** Vitest's global setup: a real PostgreSQL for the run, with databases to begin with. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgresServer();
  const template = await createDatabase(url);
  const opened = await openStore({ kind: 'postgres', url: template });
  await makeQueues(opened);
  await opened.close();
  const directory = mkdtempSync(join(tmpdir(), 'coppice-sample-'));
  const sample = await copyDatabase(template);
  await fillWithSample(directory, sample);
  project.provide('postgresTemplate', template);
  project.provide('postgresSample', sample);
  project.provide('sampleDirectory', directory);
  return async () => {
    rmSync(directory, { recursive: true, force: true });
    await stop();
  };
}
