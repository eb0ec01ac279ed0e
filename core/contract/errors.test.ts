import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE, isKnownCode, remedyFor } from './errors.ts';

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
    expect(isKnownCode(code) && ERROR_CATALOGUE[code].status).toBe(status);
  });

  it('offers a button only where asking again, or signing in, can help', () => {
    expect(remedyFor('ModelArts.3009')).toBe('retry');
    expect(remedyFor('ModelArts.0202')).toBe('sign-in');
    expect(remedyFor('ModelArts.3074')).toBeUndefined();
    expect(remedyFor('ModelArts.9999')).toBeUndefined();
  });

  it('knows no code by what every object has', () => {
    expect(isKnownCode('toString')).toBe(false);
  });
});
