import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prettyAnswer } from './pretty-answer.ts';

it('lays any JSON out as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(prettyAnswer(JSON.stringify(value))).toBe(JSON.stringify(value, undefined, 2));
    }),
  );
});

it('leaves what is no JSON as it came', () => {
  expect(prettyAnswer('<html> 502 </html>')).toBe('<html> 502 </html>');
});

it('leaves numbers and letters as they were sent', () => {
  expect(prettyAnswer('{"id":12345678901234567890, "name":"\\u00e9\\/"}')).toBe(
    '{\n  "id": 12345678901234567890,\n  "name": "\\u00e9\\/"\n}',
  );
});
