import { expect, it } from 'vitest';
import { isSameWord } from './same-word.ts';

it.each([
  ['posenet', 'posenet'],
  [' posenet\t', 'posenet'],
  ['posenet', ' posenet '],
  ['图像分类', '图像分类'],
  ['cafe\u0301', 'caf\u00e9'],
])('takes %j for %j', (typed, word) => {
  expect(isSameWord(typed, word)).toBe(true);
});

it.each([
  ['', 'posenet'],
  ['pose', 'posenet'],
  ['PoseNet', 'posenet'],
  ['pose net', 'posenet'],
])('does not take %j for %j', (typed, word) => {
  expect(isSameWord(typed, word)).toBe(false);
});
