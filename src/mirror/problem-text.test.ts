import { expect, it } from 'vitest';
import { problemText } from './problem-text.ts';

it('says what a code means and asks for, then its own words', () => {
  const text = problemText({ code: 'ModelArts.0202', message: 'Token expired at noon.' });
  expect(text).toBe('The token has expired. Sign in again. “Token expired at noon.” (ModelArts.0202)');
});

it('says the words of a code that nobody knows as they came', () => {
  expect(problemText({ code: 'APIGW.0301', message: 'Incorrect IAM' })).toBe('“Incorrect IAM” (APIGW.0301)');
});

it('says a code alone when there is no more', () => {
  expect(problemText({ code: 'APIGW.0301', message: '' })).toBe('(APIGW.0301)');
});
