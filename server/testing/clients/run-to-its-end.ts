import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { must } from '../../../core/testing/must.ts';

/** Runs a program, told something on its standard input, until it ends; it is killed when the test ends before. */
export async function runToItsEnd(program: string, words: string[], input: string) {
  const child = spawn(program, words, { env: { PATH: must(process.env['PATH']) } });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  child.stdin.end(input);
  const ended = new Promise<number | null>((done) => {
    child.once('close', done);
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, code };
}
