import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writtenRules } from '../../../core/housekeeping/testing/any-rule.ts';
import { countCases } from '../../../core/testing/count-cases.ts';
import { draftOf, NEW_DRAFT, ruleOf } from './rule-draft.ts';

it('has every rule in its form, and the same rule comes out of it', () => {
  const count = countCases('rule');
  fc.assert(
    fc.property(writtenRules, (rules) => {
      for (const rule of rules) {
        count('rule');
        const types = rule.scope.types && [...new Set(rule.scope.types)].toSorted();
        const out = ruleOf(draftOf(rule));
        const same = 'rule' in out ? out.rule : undefined;
        expect(
          same && {
            ...same,
            scope: { ...same.scope, ...(types && { types: same.scope.types?.toSorted() }) },
          },
        ).toEqual({
          ...rule,
          scope: { ...rule.scope, ...(types && { types }) },
        });
      }
    }),
  );
});

it.each([
  ['name', {}],
  ['names', { name: 'a', names: ' \n ' }],
  ['labels', { name: 'a', labels: 'x'.repeat(300) }],
  ['keep', { name: 'a', keepNewest: { isOn: true, count: 0, by: 'version' as const } }],
  ['reasons', { name: 'a', deleteFailed: false }],
])('says that its %s is not right yet', (trouble, change) => {
  expect(ruleOf({ ...NEW_DRAFT, ...change })).toEqual({ trouble });
});

it('says that another rule has its name', () => {
  expect(ruleOf({ ...NEW_DRAFT, name: 'a' }, ['a'])).toEqual({ trouble: 'name-taken' });
  expect(ruleOf({ ...NEW_DRAFT, name: 'b' }, ['a'])).toMatchObject({ rule: { name: 'b' } });
});
