import { expect, it } from 'vitest';
import { NewPassword } from '../../core/console-api/access/people.ts';
import { generatePassword } from './generate-password.ts';

it('makes up passwords that a gateway takes, each another, of letters that are not mistaken', () => {
  const made = Array.from({ length: 500 }, generatePassword);
  expect(new Set(made).size).toBe(500);
  for (const password of made) {
    expect(NewPassword.safeParse(password).success).toBe(true);
    expect(password).toMatch(/^([a-km-zA-HJ-NP-Z2-9]{5}-){3}[a-km-zA-HJ-NP-Z2-9]{5}$/);
  }
  // Every letter comes, none much more often than the others.
  const letters = made.join('').replaceAll('-', '');
  const counts = [...Map.groupBy(letters, (letter) => letter).values()].map((all) => all.length);
  expect(counts.length).toBe(55);
  expect(Math.max(...counts)).toBeLessThan(2 * Math.min(...counts));
});
