import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_AGE, writeAge } from '../../../core/console-api/models/age-parts.ts';
import { AGE_SIDES, AGE_UNITS } from '../../../core/console-api/models/created-age.ts';
import { MAX_NOT_IN_NEWEST, PROTECTED } from '../../../core/console-api/models/list-choices.ts';
import { isSizeSpan, parseSize } from '../../../core/console-api/models/size-span.ts';
import { sizesOf, writeSize } from '../../../core/console-api/models/span-sizes.ts';
import { draftOf, filtersOf, NOTHING_ASKED } from './more-draft.ts';

const bytes = fc.oneof(
  fc.integer({ min: 0, max: 10 ** 13 }),
  fc.tuple(fc.integer({ min: 0, max: 999 }), fc.constantFrom(1e3, 1e6, 1e9)).map(([n, unit]) => n * unit),
);

const ages = fc
  .record({
    side: fc.constantFrom(...AGE_SIDES),
    count: fc.integer({ min: 1, max: MAX_AGE }),
    unit: fc.constantFrom(...AGE_UNITS),
  })
  .map(writeAge);

const sizes = fc
  .tuple(bytes, bytes)
  .map((pair) => pair.toSorted((a, b) => a - b).map(writeSize))
  .chain(([least, most]) => fc.constantFrom(`${least}..${most}`, `${least}..`, `..${most}`))
  .filter(isSizeSpan);

const filterSets = fc.record(
  {
    size: sizes,
    created: fc.oneof(ages, fc.constant('week' as const)),
    not_in_newest: fc.integer({ min: 1, max: MAX_NOT_IN_NEWEST }),
    protected: fc.constantFrom(...PROTECTED),
    owner: fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: [] },
);

describe('the form of more filters', () => {
  it('asks for just the filters that it was opened with, where nobody changes it', () => {
    fc.assert(
      fc.property(filterSets, (filters) => {
        const asked = filtersOf(draftOf(filters), filters);
        expect(asked).toEqual({ filters: expect.objectContaining(filters) });
        const set = Object.values('filters' in asked ? asked.filters : {}).filter((one) => one !== undefined);
        expect(set).toHaveLength(Object.keys(filters).length);
      }),
    );
  });

  it('understands sizes as people write them', () => {
    const draft = { ...NOTHING_ASKED, least: ' 1,5 gb', most: '2 GiB' };
    expect(filtersOf(draft, {})).toMatchObject({ filters: { size: '1500MB..2147483648' } });
  });

  it.each([
    [{ least: 'much' }, { least: 'size' }],
    [{ least: '2 GB', most: '1 GB' }, { most: 'turned' }],
    [{ most: '-5' }, { most: 'size' }],
    [{ newest: '51' }, { newest: 'count' }],
    [{ newest: '1.5' }, { newest: 'count' }],
    [{ age: 'last' as const, ageCount: '0' }, { ageCount: 'count' }],
  ])('says what is not right of %j', (part, trouble) => {
    expect(filtersOf({ ...NOTHING_ASKED, ...part }, {})).toEqual({ trouble });
  });

  it('leaves an age alone that it does not show', () => {
    expect(filtersOf(NOTHING_ASKED, { created: 'older' })).toMatchObject({ filters: { created: 'older' } });
    expect(filtersOf(NOTHING_ASKED, { created: 'older-2w' })).toMatchObject({
      filters: { created: undefined },
    });
  });
});

it('writes a size so that it reads as the same, in an address and in a form', () => {
  fc.assert(
    fc.property(bytes, (size) => {
      expect(parseSize(writeSize(size))).toBe(size);
      const span = `${writeSize(size)}..`;
      expect(isSizeSpan(span) && sizesOf(span).least).toBe(size);
    }),
  );
});
