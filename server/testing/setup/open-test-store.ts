import { openAsBlob } from 'node:fs';
import { inject } from 'vitest';
import { type OpenStore, openStore } from '../../store/open-store.ts';
import { copyDatabase } from './postgres-database.ts';

let shared: Promise<OpenStore> | undefined;

/**
 * A database for one test file, of the kind that the run is about, with its tables. Gateways on PGlite share one, as each takes
 * its time to start and its memory; on PostgreSQL each gets its own. Tests that need it empty ask for a fresh one.
 */
export function openTestStore(need: 'any' | 'fresh'): Promise<OpenStore> {
  if (inject('database') === 'postgres') return copyTemplate();
  if (need === 'fresh') return openCopy();
  shared ??= openCopy();
  return shared.then((opened) => ({ ...opened, close: async () => {} }));
}

async function openCopy(): Promise<OpenStore> {
  return openStore({ kind: 'memory', dump: await openAsBlob(inject('tablesDump')) });
}

async function copyTemplate(): Promise<OpenStore> {
  return openStore({ kind: 'postgres', url: await newPostgresDatabase() });
}

/** Makes a database on the run's PostgreSQL, with its tables, and answers its URL. */
export function newPostgresDatabase(): Promise<string> {
  return copyDatabase(inject('postgresTemplate'));
}
