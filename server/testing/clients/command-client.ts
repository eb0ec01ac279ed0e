import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import type { TestGateway, TestProject } from '../setup/start-gateway.ts';
import { type Running, runCoppice } from './run-coppice.ts';

/** Whether a terminal can be had for a command: `script` of util-linux makes one. */
export const hasTerminals = /util-linux/.test(
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '',
);

type Env = Record<string, string>;

/** Runs `coppice plan` and `coppice apply` through a gateway, as its operator unless told otherwise. */
export function commandClient(at: { gateway: TestGateway; project: TestProject }) {
  const folder = mkdtempSync(join(tmpdir(), 'coppice-plan-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'plan.json');
  const env: Env = { COPPICE_GATEWAY: at.gateway.url, COPPICE_TOKEN: at.project.operator.token };
  const begin = (words: string[], more: Env = {}, input = ''): Running =>
    runCoppice(words, { ...env, ...more }, input);
  const run = (words: string[], more?: Env, input?: string) => begin(words, more, input).ended;
  return {
    folder,
    file,
    env,
    begin,
    run,
    /** Plans into the file, and expects that there is a plan. */
    plan: async (...words: string[]) => {
      const ended = await run(['plan', ...words, '--out', file, '--force']);
      expect([ended.code, ended.err]).toEqual([0, expect.stringContaining('Wrote the plan')]);
      return ended.out;
    },
    apply: (...words: string[]) => run(['apply', file, '--yes', '--start', 'now', ...words]),
    read: (): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8')),
    write: (content: unknown) =>
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content)),
  };
}

/** Runs the command at a terminal of its own, where somebody types. */
export function atTerminal(words: readonly string[], env: Env) {
  const command = [process.execPath, resolve('dist/server/main.js'), ...words];
  const line = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', ...env },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
  });
  const ended = new Promise<{ code: number | null; screen: string }>((done) => {
    child.on('close', (code) => done({ code, screen }));
  });
  return {
    ended,
    /** Types once the screen shows something. */
    type: async (text: string, after: RegExp) => {
      await vi.waitFor(() => expect(screen).toMatch(after), { timeout: 10_000, interval: 20 });
      child.stdin.write(text);
    },
  };
}
