import { expect, it } from 'vitest';
import { problemText } from './problem-text.ts';

it('says what a code means and asks for, with its own words between', () => {
  const text = problemText({ code: 'ModelArts.0202', message: 'Token expired at noon.' });
  expect(text).toMatch(
    /^The token has expired\. Token expired at noon\. \(ModelArts\.0202\) Sign in again\.$/,
  );
});

it('says the words of a code that nobody knows as they came', () => {
  expect(problemText({ code: 'APIGW.0301', message: 'Incorrect IAM' })).toBe('Incorrect IAM (APIGW.0301)');
});

it('says a code alone when there is no more', () => {
  expect(problemText({ code: 'APIGW.0301', message: '' })).toBe('(APIGW.0301)');
});
