import { expect, it } from 'vitest';
import { paramsOf } from './receipt-address.ts';

it.each([
  ['result=some', { result: ['some'] }],
  ['result=none&result=some', { result: ['some', 'none'] }],
  ['result=refused,luck,none', { result: ['none', 'refused'] }],
  ['result=luck&user=', {}],
  [
    'user=a,b&user=c&user=c&name=pose&from=2026-11-24',
    { user: ['a,b', 'c'], name: 'pose', from: '2026-11-24' },
  ],
])('the address %s of the deletions says what there is', (query, params) => {
  expect(paramsOf(new URLSearchParams(query))).toEqual(params);
});
