import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Id, isSameId, normalId } from './id.ts';

const LETTERS = ['a', 'Z', '0', '9', '-', '_', '.', '/', '%', '?', '&', '=', ';', ' ', '\r', '\n', '\0', 'é'];

describe('an id', () => {
  it.each(['10eb0091-887f-4839-9929-cbc884f1e20e', 'a', 'model_1.0', '-', '_', 'a'.repeat(64)])(
    'can be %s',
    (id) => {
      expect(Id.safeParse(id).success).toBe(true);
    },
  );

  it.each([
    ...['', '.', '..', '.a', 'a/b', 'a%2Fb', 'a;b', 'a b', ' a', 'a\r\nb', 'a\n', 'a\0', '模型', 'ｅ'],
    ...['a?cascade=true', 'a&x=', 'a#', 'a\\b', '\ud800', 'a'.repeat(65), 7, null],
  ])('cannot be %j', (id) => {
    expect(Id.safeParse(id).success).toBe(false);
  });

  it('is one segment of an address and one value of a query as it is, whatever it is', () => {
    const word = fc.array(fc.constantFrom(...LETTERS), { maxLength: 66 }).map((some) => some.join(''));
    fc.assert(
      fc.property(word, (id) => {
        fc.pre(Id.safeParse(id).success);
        const url = new URL(`http://registry/v1/p/models/${id}?id=${id}`);
        expect([url.pathname, url.search, url.hash]).toEqual([`/v1/p/models/${id}`, `?id=${id}`, '']);
        expect(encodeURIComponent(id)).toBe(id);
      }),
    );
  });
});

describe('the normal form of an id', () => {
  it('is the lower case of a UUID, whatever its case', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.array(fc.boolean()), (id, upper) => {
        const mixed = [...id].map((one, at) => (upper[at] ? one.toUpperCase() : one)).join('');
        expect(normalId(mixed)).toBe(id);
        expect(isSameId(mixed, id)).toBe(true);
      }),
    );
  });

  it('is the id itself where that is no UUID: case may tell two of them apart', () => {
    for (const id of [
      'Model-1',
      '10EB0091887F48399929CBC884F1E20E',
      '10EB0091-887F-4839-9929-CBC884F1E20E ',
    ]) {
      expect(normalId(id)).toBe(id);
    }
    expect(isSameId('a', 'A')).toBe(false);
  });

  it('is its own normal form', () => {
    fc.assert(fc.property(fc.oneof(fc.uuid(), fc.string()), (id) => normalId(normalId(id)) === normalId(id)));
  });
});
