import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data directory with the sample, to be copied; empty on PostgreSQL. */
    sampleDirectory: string;
  }
}

/** Vitest's global setup: a data directory with the sample, made once, as a new PGlite takes seconds. */
export async function setup(project: TestProject): Promise<() => void> {
  const directory = mkdtempSync(join(tmpdir(), 'coppice-sample-'));
  const words = ['dist/server/main.js', '--sample', '--port', '0', '--data', directory];
  const gateway = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(gateway, 'exit');
  // It says that it is ready, or ends without a word.
  await Promise.race([once(gateway.stdout, 'data'), ended]);
  gateway.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) throw new Error(`The sample could not be made: the gateway ended with ${code}.`);
  project.provide('sampleDirectory', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
