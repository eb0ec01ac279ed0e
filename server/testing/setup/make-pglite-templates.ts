import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data directory whose database has its tables and nothing in them, to be copied; empty on PostgreSQL. */
    tablesDirectory: string;
    /** The same database as PGlite dumps it, in a file; empty on PostgreSQL. */
    tablesDump: string;
  }
}

/**
 * Vitest's global setup: databases to begin with, made once, as a new PGlite takes seconds and a copy of one does not. By a
 * process of its own: whoever opens a data directory shuts what it writes from then on to all others (umask), of whom
 * PostgreSQL's user is one.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'coppice-templates-'));
  await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, 'write-pglite-templates.ts'),
    folder,
  ]);
  project.provide('tablesDirectory', join(folder, 'tables'));
  project.provide('tablesDump', join(folder, 'dump.tar'));
  project.provide('sampleDirectory', join(folder, 'sample'));
  return () => rmSync(folder, { recursive: true, force: true });
}
