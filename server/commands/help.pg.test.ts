import { describe, expect, it } from 'vitest';
import { countCases } from '../../core/testing/count-cases.ts';
import { first, must } from '../../core/testing/must.ts';
import { runCoppice } from '../testing/clients/run-coppice.ts';
import { helpOn, helpOnAll, isCommand } from './help.ts';
import { COMMANDS } from './usage.ts';

const NAMES = Object.keys(COMMANDS).filter(isCommand);

describe('the help', () => {
  it('has its sections in order, and every command in its list', () => {
    const titles = helpOnAll().match(/^[A-Z]\w+(?= |$)/gm);
    expect(titles).toEqual(['Usage', 'Commands', 'Options', 'Settings', 'Examples', 'Exit', 'One']);
    expect(NAMES).toHaveLength(12);
    for (const name of NAMES) expect(listed(helpOnAll(), 'Commands')).toContain(name);
  });

  it.each(NAMES)('tells of every option that %s can be written with', (name) => {
    const ways = COMMANDS[name].ways.join(' ');
    const options = [...new Set(ways.match(/--[\w-]+/g))];
    const told = options.length > 0 ? listed(helpOn(name), 'Options') : [];
    expect(told.toSorted()).toEqual(options.toSorted());
    expect(ways).toContain('coppice');
    expect(helpOn(name)).toMatch(/^Examples\n {2}\S/m);
  });

  it('fits a terminal of 80 columns, its columns side by side', () => {
    const came = countCases('Commands', 'Options', 'Exit codes');
    for (const text of [helpOnAll(), ...NAMES.map(helpOn)]) {
      for (const line of text.split('\n')) {
        expect(line.length, line).toBeLessThanOrEqual(80);
        expect(line).toBe(line.trimEnd());
      }
      for (const title of ['Commands', 'Options', 'Exit codes'] as const) {
        if (!text.includes(`\n${title}\n`)) continue;
        came(title);
        const starts = rowsOf(text, title).map((row) => row.search(/(?<=\S {2,})\S/));
        expect(new Set(starts).size, title).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each([
    [['--help'], helpOnAll()],
    [['help'], helpOnAll()],
    [['--sample', '-h'], helpOnAll()],
    [['backup', '--help'], helpOn('backup')],
    [['user', 'add', 'kim', '-h'], helpOn('user')],
    [['help', 'restore'], helpOn('restore')],
  ])('is what %j prints', async (words, text) => {
    expect(await runCoppice(words, {}).ended).toEqual({ code: 0, out: `${text}\n`, err: '' });
  });

  it('is pointed at when a command is not understood', async () => {
    const wrong = await runCoppice(['backup', '--onto', 'x'], {}).ended;
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('Run "coppice backup --help"')]);
    const unknown = await runCoppice(['help', 'prune'], {}).ended;
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('no command "prune"')]);
  });
});

/** The lines of a section. */
function rowsOf(text: string, title: string): string[] {
  const section = must(
    text.split('\n\n').find((part) => part.startsWith(`${title}\n`)),
    `a section ${title}`,
  );
  return section.split('\n').slice(1);
}

/** The first word of each line of a section. */
function listed(text: string, title: string): string[] {
  return rowsOf(text, title).map((row) => first(row.trim().split(/\s/)));
}
