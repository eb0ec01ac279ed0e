import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyDatabase, dropDatabase } from '../server/testing/postgres-database.ts';
import { POSTGRES_TEMPLATE, TEMPLATE } from './template.ts';

/** A copy of the sample that a gateway can be started on. */
export type SampleData = {
  /** The data directory: it has the database, unless that is on PostgreSQL. */
  directory: string;
  /** The database on PostgreSQL; empty when it is in the directory. */
  databaseUrl: string;
  remove: () => Promise<void>;
};

/** A data directory with the sample. */
export function sampleInDirectory(): SampleData {
  const { directory, remove } = temporaryDirectory();
  cpSync(TEMPLATE, directory, { recursive: true });
  return { directory, databaseUrl: '', remove: async () => remove() };
}

/** A database with the sample on the run's PostgreSQL. */
export async function sampleOnPostgres(): Promise<SampleData> {
  const databaseUrl = await copyDatabase(process.env[POSTGRES_TEMPLATE] ?? '');
  const { directory, remove } = temporaryDirectory();
  return {
    directory,
    databaseUrl,
    remove: async () => {
      await dropDatabase(databaseUrl);
      remove();
    },
  };
}

function temporaryDirectory() {
  const directory = mkdtempSync(join(tmpdir(), 'coppice-e2e-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
