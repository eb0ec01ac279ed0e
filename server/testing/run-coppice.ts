import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { newPostgresDatabase } from './open-test-store.ts';

const MAIN = resolve(import.meta.dirname, '../main.ts');

/** What the command said and how it ended; `code` is null when a signal ended it. */
type Ending = { code: number | null; out: string; err: string };

export type Running = {
  process: ChildProcess;
  /** Where it listens; rejects when it ends without. */
  address: Promise<string>;
  ended: Promise<Ending>;
};

/** The environment of a `coppice` with a database of its own, which goes when the test ends. */
export async function ownDatabase(): Promise<Record<string, string>> {
  const COPPICE_DATA = mkdtempSync(join(tmpdir(), 'coppice-test-'));
  onTestFinished(() => rmSync(COPPICE_DATA, { recursive: true, force: true }));
  const DATABASE_URL = inject('database') === 'postgres' ? await newPostgresDatabase() : '';
  return { COPPICE_DATA, DATABASE_URL, PORT: '0' };
}

/** The same with the sample in it, put there by a gateway that has ended. */
export async function sampleDatabase(): Promise<Record<string, string>> {
  const env = await ownDatabase();
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
