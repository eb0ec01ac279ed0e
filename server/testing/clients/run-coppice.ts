import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { newPostgresDatabase } from '../setup/open-test-store.ts';

/** As it is shipped: it starts in a third of the time. */
const MAIN = resolve('dist/server/main.js');

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

/** The environment of a `coppice` with a database of its own, which goes when the test ends. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const COPPICE_DATA = mkdtempSync(join(tmpdir(), 'coppice-test-'));
  onTestFinished(() => rmSync(COPPICE_DATA, { recursive: true, force: true }));
  const DATABASE_URL = inject('database') === 'postgres' ? await newPostgresDatabase() : '';
  return { COPPICE_DATA, DATABASE_URL, PORT: '0' };
}

/** The same with the sample in it, put there by a gateway that has ended. */
export async function sampleDatabase(): Promise<OwnDatabase> {
  const env = await ownDatabase();
  if (env.DATABASE_URL === '') {
    cpSync(inject('sampleDirectory'), env.COPPICE_DATA, { recursive: true });
    return env;
  }
  const gateway = runCoppice(['--sample'], env);
  await gateway.address;
  gateway.process.kill('SIGTERM');
  await gateway.ended;
  return env;
}

/** Runs the real command as a process of its own; it is killed when the test ends. */
export function runCoppice(words: string[], env: Record<string, string>, input = ''): Running {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
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
