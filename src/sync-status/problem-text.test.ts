import { expect, it } from 'vitest';
import { problemText } from './problem-text.ts';

it('says what a code means and asks for, then its own words', () => {
  const text = problemText({ code: 'ModelArts.0202', message: 'Token expired at noon.' });
  expect(text).toBe('The token has expired. Sign in again. “Token expired at noon.” (ModelArts.0202)');
});

it('does not say twice what the gateway itself says', () => {
  const message = 'Nothing was sent to the remote registry: it cannot be reached (ECONNREFUSED).';
  expect(problemText({ code: 'Coppice.0012', message })).toBe(
    `${message} Try again in a while; the message says what is in the way. (Coppice.0012)`,
  );
});

it('says the words of a code that nobody knows as they came', () => {
  expect(problemText({ code: 'APIGW.0301', message: 'Incorrect IAM' })).toBe('“Incorrect IAM” (APIGW.0301)');
});

it('says a code alone when there is no more', () => {
  expect(problemText({ code: 'APIGW.0301', message: '' })).toBe('(APIGW.0301)');
});
