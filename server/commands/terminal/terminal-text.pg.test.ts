import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inColumns, reasonsByName, sizeText, versionsByName, widthOf, wrapWords } from './terminal-text.ts';

const LONG = 'n'.repeat(64);

describe('what a terminal shows', () => {
  it.each([
    ['pose', 4],
    ['姿态', 4],
    ['e\u0301', 1],
    ['ﾊﾝ', 2],
    ['🌳', 2],
    ['', 0],
  ])('%s takes so many columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it('has its columns side by side, whatever the script of a name', () => {
    const words = fc.string({ unit: fc.constantFrom('a', '姿', '한', 'é'), minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1 }), (names) => {
        const starts = inColumns(names.map((name) => [name, '|'])).map((line) => widthOf(line.slice(0, -1)));
        expect(new Set(starts).size).toBe(1);
      }),
    );
  });

  it('has all words in lines that fit, but for a word that fits in none', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('1', '.'), minLength: 1, maxLength: 50 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 60 }), (all, columns) => {
        const lines = wrapWords(all, columns);
        expect(lines.join(' ').split(', ')).toEqual(all);
        for (const line of lines) if (line.includes(' ')) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it('has names with their subtotals above their versions, of 64 characters or of Chinese ones', () => {
    const versions = [
      { model_name: '姿态', model_version: '1.0.0', model_size: 1500 },
      { model_name: LONG, model_version: '1.0.0' },
      { model_name: '姿态', model_version: '1.0.1', model_size: 500 },
    ];
    expect(versionsByName(versions, 80)).toEqual([
      `  姿态${' '.repeat(60)}  2 versions · 2.0 kB`,
      '    1.0.0, 1.0.1',
      `  ${LONG}  1 version`,
      '    1.0.0',
    ]);
    expect(reasonsByName(versions, ({ model_size }) => `has ${model_size ?? 'no'} bytes`)).toEqual([
      `  姿态${' '.repeat(60)}  2 versions · 2.0 kB`,
      '    1.0.0  has 1500 bytes',
      '    1.0.1  has 500 bytes',
      `  ${LONG}  1 version`,
      '    1.0.0  has no bytes',
    ]);
  });

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [24_000_000, '24.0 MB'],
    [412_000_000, '412 MB'],
    [25_000_000_000, '25.0 GB'],
  ])('says %d bytes as the console does', (bytes, words) => {
    expect(sizeText(bytes)).toBe(words);
  });

  it('shows nothing of a name that moves the cursor', () => {
    const [heading] = versionsByName([{ model_name: 'a\x1b[2Jb', model_version: '1.0.0' }], 80);
    expect(heading).toBe('  a\ufffd[2Jb  1 version');
  });
});
