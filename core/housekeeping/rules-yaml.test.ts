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

const mistakes = (text: string) => {
  const read = rulesFromYaml(text);
  return 'mistakes' in read ? read.mistakes : [];
};

describe('a file of rules', () => {
  it('reads as the rules that it was written from', () => {
    const count = countCases('none', 'several');
    fc.assert(
      fc.property(writtenRules, (rules) => {
        if (rules.length !== 1) count(rules.length === 0 ? 'none' : 'several');
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
