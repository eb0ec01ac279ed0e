import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownDatabase, runCoppice } from '../testing/clients/run-coppice.ts';

const PLACE = ['--account', 'acme', '--project', 'lab'];

/** What a command says of what went wrong; it is never a stack, nor only a code. */
async function said(words: string[], env: Record<string, string>): Promise<string> {
  const { code, err } = await runCoppice(words, env).ended;
  expect(code).toBe(1);
  expect(err).not.toMatch(/\n {4}at |^E[A-Z]+:/);
  return err.trim();
}

it.each([
  ['import', PLACE],
  ['restore', []],
])('%s says of a directory, and of what is not there, what to do', async (command, more) => {
  const env = await ownDatabase();
  expect(await said([command, env.COPPICE_DATA, ...more], env)).toBe(
    `${env.COPPICE_DATA} is a directory, and a file is needed. Name a file.`,
  );
  const gone = join(env.COPPICE_DATA, 'gone');
  expect(await said([command, gone, ...more], env)).toMatch(`${gone} is not there. Check how it is written;`);
});

it('backup says of a directory, and of a place in none, what to do', async () => {
  const env = await ownDatabase();
  for (const force of [[], ['--force']]) {
    expect(await said(['backup', env.COPPICE_DATA, ...force], env)).toBe(
      `${env.COPPICE_DATA} is a directory, and a file is needed. Name a file.`,
    );
  }
  const place = join(env.COPPICE_DATA, 'gone');
  expect(await said(['backup', join(place, 'file')], env)).toBe(
    `${place} is not there, so ${join(place, 'file')} cannot be written. Make it first, or choose another.`,
  );
  const file = join(env.COPPICE_DATA, 'file');
  writeFileSync(file, '');
  expect(await said(['backup', join(file, 'below')], env)).toContain(`${file} is no directory, so`);
});

it('a gateway says of a data directory that is a file, or below one, what to do', async () => {
  const { COPPICE_DATA } = await ownDatabase();
  const file = join(COPPICE_DATA, 'file');
  writeFileSync(file, '');
  const env = { PORT: '0', DATABASE_URL: '' };
  for (const directory of [file, join(file, 'below')]) {
    const words = await said(['--data', directory], env);
    expect(words).toContain(
      `The data directory ${directory} cannot be made: a file is in its place, or above it`,
    );
    expect(words).toContain('Move the file away, or choose another with COPPICE_DATA (--data).');
  }
});

it('a gateway says of an address that is not of this machine, and of a name that is none, what to do', async () => {
  const env = await ownDatabase();
  mkdirSync(env.COPPICE_DATA, { recursive: true });
  expect(await said(['--host', '192.0.2.1'], env)).toContain(
    '192.0.2.1 is no address of this machine. Choose one that is with --host',
  );
  expect(await said(['--host', 'nobody.invalid'], env)).toContain(
    'nobody.invalid is a name that nobody knows',
  );
});

it.each([['--port'], ['--host'], ['--data']])('%s with nothing after it is a mistake', async (flag) => {
  const { code, err } = await runCoppice([flag, ''], {}).ended;
  expect([code, err]).toEqual([2, expect.stringMatching(/expected .*; got ""/)]);
});
