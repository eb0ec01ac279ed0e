import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../store/open-store.ts';
import { fillWithSample } from './fill-with-sample.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data directory whose database has its tables and nothing in them, to be copied; empty on PostgreSQL. */
    tablesDirectory: string;
    /** The same database as PGlite dumps it, in a file; empty on PostgreSQL. */
    tablesDump: string;
  }
}

/** Vitest's global setup: databases to begin with, made once, as a new PGlite takes seconds and a copy of one does not. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'coppice-templates-'));
  const tables = join(folder, 'tables');
  const sample = join(folder, 'sample');
  const dump = join(folder, 'dump.tar');
  mkdirSync(tables, { mode: 0o700 });
  const { close } = await openStore({ kind: 'directory', directory: tables });
  await close();
  const pglite = await PGlite.create({ dataDir: join(tables, 'db'), extensions: { pg_trgm } });
  const blob = await pglite.dumpDataDir('none');
  await pglite.close();
  writeFileSync(dump, new Uint8Array(await blob.arrayBuffer()));
  cpSync(tables, sample, { recursive: true });
  await fillWithSample(sample);
  project.provide('tablesDirectory', tables);
  project.provide('tablesDump', dump);
  project.provide('sampleDirectory', sample);
  return () => rmSync(folder, { recursive: true, force: true });
}
