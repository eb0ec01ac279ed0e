import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCases } from '../testing/count-cases.ts';
import { rulesFromYaml, rulesToYaml } from './rules-yaml.ts';
import { writtenRules } from './testing/any-rule.ts';

const FILE = `rules:
  # What the night leaves behind.
  - name: nightlies
    scope:
      names: [nightly-*]
      types: [PyTorch]
    keep:
      newest: { count: 3, by: version }
    delete:
      failed: true
      older_than_days: 90
`;

const SCHEDULE = `    schedule:
      cron: 0 3 * * MON
      time_zone: Europe/Berlin
      unattended: { most_versions: 20, most_bytes: 1000, quiet_minutes: 60 }
`;

const mistakes = (text: string) => {
  const read = rulesFromYaml(text);
  return 'mistakes' in read ? read.mistakes : [];
};

describe('a file of rules', () => {
  it('reads as the rules that it was written from', () => {
    const count = countCases('none', 'several', 'with a schedule', 'unattended');
    fc.assert(
      fc.property(writtenRules, (rules) => {
        if (rules.length !== 1) count(rules.length === 0 ? 'none' : 'several');
        if (rules.some((rule) => rule.schedule)) count('with a schedule');
        if (rules.some((rule) => rule.schedule?.unattended)) count('unattended');
        expect(rulesFromYaml(rulesToYaml(rules))).toEqual({ rules });
      }),
      { numRuns: 300 },
    );
  });

  it('is written by hand as well', () => {
    expect(rulesFromYaml(FILE)).toEqual({
      rules: [
        {
          name: 'nightlies',
          scope: { names: ['nightly-*'], types: ['PyTorch'] },
          keep: { newest: { count: 3, by: 'version' } },
          delete: { failed: true, older_than_days: 90 },
        },
      ],
    });
    expect(mistakes('{"rules": []}')).toEqual([]);
  });

  it.each([
    [
      'a number that is none',
      ['count: 3', 'count: three'],
      { kind: 'wrong', expected: 'count', line: 8, column: 24, at: 'rules[0].keep.newest.count' },
    ],
    [
      'a number that is too small',
      ['90', '0'],
      { kind: 'wrong', expected: 'older_than_days', line: 11, column: 24 },
    ],
    [
      'a type that there is not',
      ['PyTorch', 'PyTorch, Torch'],
      { kind: 'wrong', expected: 'types', line: 6, column: 24 },
    ],
    [
      'a name that is missing',
      ['- name: nightlies\n    scope', '- scope'],
      { kind: 'missing', expected: 'name', line: 3, column: 5 },
    ],
    [
      'a word that means nothing',
      ['failed', 'broken'],
      { kind: 'unknown', word: 'broken', within: 'delete', line: 10, column: 7 },
    ],
    [
      'an order that there is not',
      ['by: version', 'by: luck'],
      { kind: 'wrong', expected: 'by', line: 8, column: 31 },
    ],
    [
      'nothing to delete',
      ['failed: true\n      older_than_days: 90', '{}'],
      { kind: 'wrong', expected: 'delete', line: 10, column: 7 },
    ],
    ['what is no YAML', ['[nightly-*]', '[nightly-*'], { kind: 'syntax', line: 6, column: 7 }],
    [
      'a key that comes twice',
      ['failed: true', 'failed: true\n      failed: true'],
      { kind: 'syntax', line: 11, column: 7 },
    ],
    ['a tag', ['true', '!!js/function x'], { kind: 'syntax', line: 10 }],
  ])('tells where there is %s, and what was expected', (_, [from = '', to = ''], mistake) => {
    expect(FILE).toContain(from);
    expect(mistakes(FILE.replace(from, to))[0]).toMatchObject(mistake);
  });

  it('has a schedule, which is on unless it says otherwise', () => {
    expect(rulesFromYaml(FILE + SCHEDULE)).toMatchObject({
      rules: [
        {
          schedule: {
            cron: '0 3 * * MON',
            time_zone: 'Europe/Berlin',
            enabled: true,
            unattended: { most_versions: 20, most_bytes: 1000, quiet_minutes: 60 },
          },
        },
      ],
    });
  });

  it.each([
    ['an hour', ['0 3', '0 24'], { expected: 'hour', column: 15, at: 'rules[0].schedule.cron.hour' }],
    ['a weekday', ['0 3 * * MON', '"0 3 * * MUN"'], { expected: 'weekday', column: 22 }],
    ['a word too few', ['0 3 * * MON', '0 3 * *'], { expected: 'cron', column: 13 }],
    ['a day that never comes', ['0 3 * * MON', '0 3 30 2 *'], { expected: 'cron', column: 13 }],
    ['a zone', ['Europe/Berlin', 'Europe/Bärlin'], { expected: 'time_zone', line: 14, column: 18 }],
    ['a cap', ['1000', '0'], { expected: 'most_bytes', line: 15, column: 52 }],
    ['a quiet time', ['60', '1'], { expected: 'quiet_minutes', line: 15, column: 73 }],
  ])('tells the very place of %s that is wrong in a schedule', (_, [from = '', to = ''], mistake) => {
    expect(SCHEDULE).toContain(from);
    const told = mistakes(FILE + SCHEDULE.replace(from, to));
    expect(told).toMatchObject([{ kind: 'wrong', line: 13, ...mistake }]);
  });

  it('tells every mistake, in the order of its lines', () => {
    const lines = mistakes(FILE.replace('PyTorch', 'Torch').replace('90', 'old').replace('version', 'luck'));
    expect(lines.map(({ line }) => line)).toEqual([6, 8, 11]);
  });

  it('tells a name that an earlier rule has', () => {
    const twice = FILE + FILE.replace(/^rules:\n/, '');
    expect(mistakes(twice)).toMatchObject([{ kind: 'twice', expected: 'name', line: 13, column: 11 }]);
  });

  it.each(['', 'hello', '[]', 'rules: 3', 'rules:\n  - 3', '- a\n---\n- b'])(
    'is no file of rules: %j',
    (text) => {
      expect(mistakes(text).length).toBeGreaterThan(0);
    },
  );

  it('does not unfold without end', () => {
    const bomb = [
      'a: &a [x, x]',
      ...[...'bcdefghij'].map((key, n) => `${key}: &${key} [${`*${'abcdefghi'[n]},`.repeat(9)}]`),
    ];
    expect(mistakes([...bomb, 'rules: *j'].join('\n')).length).toBeGreaterThan(0);
  });
});
