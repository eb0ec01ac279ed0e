import fc from 'fast-check';
import { expect, it } from 'vitest';
import { must } from '../../../core/testing/must.ts';
import { addressOf } from './address-of.ts';

const odd = fc.array(
  fc.constantFrom(
    'a',
    'Z',
    '.',
    '/',
    '\\',
    '%',
    '2F',
    '?',
    '&',
    '=',
    '#',
    ';',
    ' ',
    '+',
    '\r',
    '\n',
    '\0',
    '模',
  ),
  { maxLength: 8 },
);
const word = fc.oneof(
  odd.map((some) => some.join('')),
  fc.string({ unit: 'binary' }),
);

it('leads to exactly the segments that were meant, and says exactly the values', () => {
  const segment = word.filter((one) => one !== '' && one !== '.' && one !== '..');
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1 }), fc.dictionary(word, word), (segments, query) => {
      const target = addressOf(segments, query);
      expect(target).toMatch(/^\/[!-~]*$/);
      const [path, said = ''] = target.split('?');
      expect(must(path).slice(1).split('/').map(decodeURIComponent)).toEqual(segments);
      expect([...new URLSearchParams(said)]).toEqual(Object.entries(query));
      expect(new URL(target, 'http://registry').pathname).toBe(path);
    }),
  );
});

it.each(['', '.', '..', '\ud800'])('refuses %j, which would lead elsewhere', (segment) => {
  expect(() => addressOf(['v1', 'p', 'models', segment])).toThrow('Nothing was sent');
});
