import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { must } from '../../../core/testing/must.ts';
import { copyDatabase } from '../setup/postgres-database.ts';

/** As it is shipped: it starts in a third of the time. */
const MAIN = resolve('dist/server/main.js');

/** Compiles PGlite once and plainly: none of these processes lives long enough to repay its being made faster. */
const NODE_FLAGS = ['--liftoff-only'];

/** What the command said and how it ended; `code` is null when a signal ended it. */
type Ending = { code: number | null; out: string; err: string };

export type Running = {
  process: ChildProcess;
  /** Where it listens; rejects when it ends without. */
  address: Promise<string>;
  ended: Promise<Ending>;
};

/** Variables that tell a `coppice` where its data is, and to take any free port. */
type OwnDatabase = { COPPICE_DATA: string; DATABASE_URL: string; PORT: string };

/** The environment of a `coppice` with nothing at all where its data is to be; what it makes there goes when the test ends. */
export async function newDatabase(): Promise<OwnDatabase> {
  return {
    COPPICE_DATA: temporaryDirectory(),
    DATABASE_URL: await databaseLike(inject('postgresTemplate')),
    PORT: '0',
  };
}

/** The same with a database that has its tables, and nothing in them. */
export async function ownDatabase(): Promise<OwnDatabase> {
  return copyOf(inject('tablesDirectory'), inject('postgresTemplate'));
}

/** The same with the sample in it, and the secret of the gateway that put it there and has ended. */
export async function sampleDatabase(): Promise<OwnDatabase> {
  return copyOf(inject('sampleDirectory'), inject('postgresSample'));
}

async function copyOf(directory: string, postgres: string): Promise<OwnDatabase> {
  const COPPICE_DATA = temporaryDirectory();
  if (directory !== '') cpSync(directory, COPPICE_DATA, { recursive: true });
  return { COPPICE_DATA, DATABASE_URL: await databaseLike(postgres), PORT: '0' };
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'coppice-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A copy of a database on the run's PostgreSQL; none on PGlite. */
async function databaseLike(url: string): Promise<string> {
  return url === '' ? '' : copyDatabase(url);
}

/** Runs the real command as a process of its own; it is killed when the test ends. */
export function runCoppice(words: string[], env: Record<string, string>, input = ''): Running {
  const child = spawn(process.execPath, [...NODE_FLAGS, MAIN, ...words], {
    env: { PATH: must(process.env['PATH']), ...env },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  child.stdin.end(input);
  let out = '';
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ending>((done) => {
    child.on('close', (code) => done({ code, out, err }));
  });
  const address = new Promise<string>((done, fail) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const found = /^Coppice is ready: (\S+)$/m.exec(out)?.[1];
      if (found) done(found);
    });
    child.on('close', () => fail(new Error(`It ended without listening: ${out}${err}`)));
  });
  // Commands that end by themselves never listen, and nobody asks them for an address.
  address.catch(() => {});
  return { process: child, address, ended };
}
