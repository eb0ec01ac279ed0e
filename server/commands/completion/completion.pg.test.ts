import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCoppice } from '../../testing/clients/run-coppice.ts';
import { completionTable } from './completion-table.ts';

type Shell = 'bash' | 'zsh' | 'fish';

const isThere = (shell: Shell) => spawnSync(shell, ['-c', 'true']).status === 0;

/** What each shell is told to find out what it would offer after some words; the last word is being written. */
const OFFER: Record<Shell, (words: readonly string[]) => string> = {
  bash: (words) =>
    `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _coppice; printf '%s\\n' "\${COMPREPLY[@]}"`,
  // Zsh offers at a terminal only: what it would offer is taken where it hands it over.
  zsh: (words) =>
    `words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}; compadd() { shift; print -l -- "$@" }; _files() { print FILES }; _coppice`,
  fish: (words) => `complete -C '${words.join(' ')}'`,
};

/** A shell that has read the script of the command: what it offers after some words. */
async function completing(shell: Shell) {
  const folder = mkdtempSync(join(tmpdir(), 'coppice-shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'completion');
  const { code, out } = await runCoppice(['completion', shell], {}).ended;
  expect(code).toBe(0);
  writeFileSync(file, out);
  const prelude = shell === 'zsh' ? 'compdef() { :; }; ' : '';
  return (...words: string[]): string[] => {
    const line = `${prelude}source ${file}; ${OFFER[shell](['coppice', ...words])}`;
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
    const { stdout, stderr } = spawnSync(shell, ['-c', line], { encoding: 'utf8', cwd: folder, env });
    expect(stderr).toBe('');
    // Fish has what a word means behind a tab; zsh itself leaves out what does not begin like the last word.
    const all = stdout.split('\n').map((offered) => offered.split('\t')[0] ?? '');
    return all.filter((word) => word !== '' && word.startsWith(words.at(-1) ?? '')).toSorted();
  };
}

// Where a shell is missing there is nothing to be tried.
it.for(['bash', 'zsh', 'fish'] as const)(
  '%s offers commands, verbs, options and values',
  async (shell, { skip }) => {
    if (!isThere(shell)) skip(`There is no ${shell} on this machine.`);
    const offers = await completing(shell);
    const commands = completionTable().map(({ name }) => name);
    expect(offers('')).toEqual(expect.arrayContaining(commands));
    expect(offers('pl')).toEqual(['plan']);
    expect(offers('plan', '--keep')).toEqual(['--keep-in-use', '--keep-newest']);
    expect(offers('user', 're')).toEqual(['remove']);
    expect(offers('user', 'add', 'kim', '--ro')).toEqual(['--role']);
    expect(offers('user', 'add', 'kim', '--role', 'v')).toEqual(['viewer']);
    expect(offers('apply', 'plan.json', '--start', '')).toEqual(expect.arrayContaining(['now', 'usual']));
    expect(offers('completion', 'f')).toEqual(['fish']);
    expect(offers('rules', 'd')).toEqual(['dry-run']);
    expect(offers('rules', 'dry-run', 'nightlies', '--j')).toEqual(['--json']);
    expect(offers('help', 'res')).toEqual(['restore']);
  },
);

it('is of every option that the help has', () => {
  const plan = completionTable().find(({ name }) => name === 'plan');
  const names = [...(plan?.options.values() ?? [])].flat().map(({ name, takesValue }) => [name, takesValue]);
  expect(names).toEqual([
    ['--cascade', false],
    ['--keep-newest', true],
    ['--keep-in-use', false],
    ['--out', true],
    ['--force', false],
    ['--json', false],
    ['--gateway', true],
    ['--project', true],
  ]);
});

it.each([[[]], [['csh']], [['bash', 'zsh']]])('is of one shell: not of %j', async (shells) => {
  const { code, err } = await runCoppice(['completion', ...shells], {}).ended;
  expect([code, err]).toEqual([2, expect.stringContaining('Write: coppice completion bash, zsh or fish')]);
});
