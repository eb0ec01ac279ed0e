import { expect, it } from 'vitest';
import { searchIn } from './search-in.ts';

it.each([
  ['', { name: '', version: '' }],
  ['posenet', { name: 'posenet', version: '' }],
  ['posenet  1.0.1', { name: 'posenet', version: '1.0.1' }],
])('takes %j for a name and its version', (text, parts) => {
  expect(searchIn(text)).toEqual(parts);
});
