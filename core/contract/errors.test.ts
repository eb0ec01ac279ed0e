import { describe, expect, it } from 'vitest';
import { DeleteAnswerAsRead } from './delete-model.ts';
import { ERROR_CATALOGUE, ErrorBody, knownCode, remedyFor } from './errors.ts';

/** Status and code as the contract lists them. Source: contract.md, Codes worth knowing. */
const IN_THE_CONTRACT: [status: number, code: string][] = [
  ...['0101', '0104', '0107', '0102', '3074'].map((code): [number, string] => [400, `ModelArts.${code}`]),
  ...['0201', '0202', '0203', '0204', '0212'].map((code): [number, string] => [401, `ModelArts.${code}`]),
  ...['0108', '0112', '0206', '0210'].map((code): [number, string] => [403, `ModelArts.${code}`]),
  ...['3001', '3502'].map((code): [number, string] => [404, `ModelArts.${code}`]),
  ...['0010', '3009'].map((code): [number, string] => [500, `ModelArts.${code}`]),
  [409, 'ModelArts.3002'],
  [429, 'APIG.0308'],
];

describe('the error catalogue', () => {
  it.each(IN_THE_CONTRACT)('has the %i %s of the contract', (status, code) => {
    const known = knownCode(code);
    expect([known, known && ERROR_CATALOGUE[known].status]).toEqual([code, status]);
  });

  it('offers a button only where asking again, or signing in, can help', () => {
    expect(remedyFor('ModelArts.3009')).toBe('retry');
    expect(remedyFor('ModelArts.0202')).toBe('sign-in');
    expect(remedyFor('ModelArts.3074')).toBeUndefined();
    expect(remedyFor('ModelArts.9999')).toBeUndefined();
  });

  it('knows no code by what every object has', () => {
    expect(knownCode('toString')).toBeUndefined();
  });

  it('understands the four digits of a ModelArts code, and takes no HTTP status for one', () => {
    expect(knownCode('3009')).toBe('ModelArts.3009');
    expect(remedyFor('3009')).toBe('retry');
    for (const code of ['201', '404', '9999', '03009', '3009 ', 'APIG.3009']) {
      expect([code, knownCode(code)]).toEqual([code, undefined]);
    }
  });
});

describe('a code or a message that is a number', () => {
  it('is read as its digits in an error', () => {
    const told = { error_code: 'ModelArts.3001', error_msg: '42' };
    expect(ErrorBody.parse({ error_code: 'ModelArts.3001', error_msg: 42 })).toEqual(told);
    expect(ErrorBody.parse({ error_code: 3001, error_message: null })).toEqual({
      error_code: '3001',
      error_msg: '',
    });
    for (const error_code of ['', null, undefined, true, ['3001']]) {
      expect(ErrorBody.safeParse({ error_code }).success).toBe(false);
    }
  });

  it('is read as its digits in the answer to a deletion, and an id is not', () => {
    const refused = (row: object) =>
      DeleteAnswerAsRead.safeParse({ delete_failed_list: [row] }).data?.delete_failed_list;
    expect(refused({ model_id: 'a', error_code: 3009, error_msg: 7 })).toEqual([
      { model_id: 'a', error_code: '3009', error_msg: '7' },
    ]);
    expect(refused({ model_id: 7, error_code: 3009 })).toBeUndefined();
  });
});
