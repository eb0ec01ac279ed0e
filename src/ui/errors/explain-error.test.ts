import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../api/http/client.ts';
import { explainError } from './explain-error.ts';

const refused = (status: number, data: unknown) =>
  new RefusedError({ status, text: JSON.stringify(data), data });

describe('a code that nobody has words for', () => {
  it('is shown as it came, with its own message', () => {
    const error = refused(400, { error_code: 'APIGW.0101', error_msg: 'The API does not exist.' });
    expect(explainError(error)).toMatchObject({
      code: 'APIGW.0101',
      whatHappened: 'The API does not exist.',
    });
  });

  it('is explained by its status when it says nothing itself', () => {
    const { whatHappened } = explainError(refused(500, { error_code: 'APIG.9999', error_msg: '' }));
    expect(whatHappened).toContain('500');
  });

  it.each([
    [401, 'allowed'],
    [403, 'allowed'],
    [429, 'Wait'],
    [500, 'Try again'],
  ])('has a next step by its status %i', (status, step) => {
    const error = refused(status, { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM information' });
    expect(explainError(error).whatToDo).toContain(step);
  });
});
