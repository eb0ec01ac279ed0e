import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsPattern, longestPiece, parseSelector } from './selector.ts';

describe('a selector', () => {
  it.each([
    ['pose', { kind: 'name-or-id', text: 'pose' }],
    ['pose@1.0.0', { kind: 'version', text: 'pose@1.0.0', name: 'pose', version: '1.0.0' }],
    ['a@b@1.0.0', { kind: 'version', text: 'a@b@1.0.0', name: 'a@b', version: '1.0.0' }],
    ['*', { kind: 'glob', text: '*' }],
    ['姿态-*', { kind: 'glob', text: '姿态-*' }],
  ])('%s is read', (text, selector) => {
    expect(parseSelector(text)).toEqual(selector);
  });

  it.each(['', ' ', '@1.0.0', 'pose@', 'pose*@1.0.0', 'x'.repeat(256)])('%j is none', (text) => {
    expect(() => parseSelector(text)).toThrow();
  });
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '('), maxLength: 8 });
/** A name that may well fit a pattern: its stars filled, but for one letter perhaps. */
const nearly = (glob: string) =>
  fc
    .tuple(letters, fc.constantFrom('', 'a'))
    .map(([filling, more]) => glob.replace('*', filling).replaceAll('*', more) + more);

const pattern = fc.array(letters, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('*'));

describe('a pattern', () => {
  it('fits what an expression that says the same fits, and that has its longest piece', () => {
    let fitting = 0;
    const globAndName = pattern.chain((glob) => fc.tuple(fc.constant(glob), fc.oneof(letters, nearly(glob))));
    fc.assert(
      fc.property(globAndName, ([glob, name]) => {
        const pieces = glob.split('*').map((piece) => piece.replace(/[.()]/g, '\\$&'));
        const fits = new RegExp(`^${pieces.join('.*')}$`).test(name);
        expect(fitsPattern(glob, name)).toBe(fits);
        if (fits) expect(name).toContain(longestPiece(glob));
        fitting += Number(fits);
      }),
      { numRuns: 2000 },
    );
    expect(fitting).toBeGreaterThan(200);
    expect(fitting).toBeLessThan(1800);
  });

  it('fits whatever is put in the place of its stars', () => {
    fc.assert(
      fc.property(pattern, letters, (glob, filling) => {
        expect(fitsPattern(glob, glob.replaceAll('*', filling))).toBe(true);
      }),
    );
  });
});
