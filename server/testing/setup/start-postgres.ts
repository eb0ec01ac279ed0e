import type { TestProject } from 'vitest/node';
import { openStore } from '../../store/open-store.ts';
import { createDatabase } from './postgres-database.ts';
import { startPostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Which database the gateway of a test runs on. */
    database: 'pglite' | 'postgres';
    /** The database on this run's PostgreSQL that each test's own is copied from, with its tables; empty on PGlite. */
    postgresTemplate: string;
  }
}

/** Vitest's global setup: a real PostgreSQL for the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgresServer();
  const template = await createDatabase(url);
  const { close } = await openStore({ kind: 'postgres', url: template });
  await close();
  project.provide('postgresTemplate', template);
  return stop;
}
