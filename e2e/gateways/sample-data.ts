import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../core/testing/must.ts';
import { copyDatabase, createDatabase, dropDatabase } from '../../server/testing/setup/postgres-database.ts';
import { POSTGRES_TEMPLATE, TEMPLATE } from '../support/template.ts';

/** A copy of the sample, or a place for it, that a gateway can be started on. */
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
  return onPostgres(await copyDatabase(postgresTemplate()));
}

/** A database on the run's PostgreSQL with nothing in it, not even tables: the sample is for the gateway to make. */
export async function emptyOnPostgres(): Promise<SampleData> {
  const template = postgresTemplate();
  return onPostgres(await createDatabase(template.slice(0, template.lastIndexOf('/'))));
}

/** The run's database with the sample, for each to copy. */
function postgresTemplate(): string {
  return must(process.env[POSTGRES_TEMPLATE], 'a PostgreSQL of the run');
}

function onPostgres(databaseUrl: string): SampleData {
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
