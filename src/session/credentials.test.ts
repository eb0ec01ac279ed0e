import { expect, it } from 'vitest';
import { ProjectChoicesBody } from '../../core/console-api/access/session.ts';
import { isFilled, NO_CREDENTIALS, personOf } from './credentials.ts';

const given = {
  ...NO_CREDENTIALS,
  account: ' coppice ',
  user: 'operator',
  password: ' spaced ',
  access_key: 'AK ',
  secret_key: 'SK\n',
};

it('says who somebody is by what they chose, and nothing of the rest', () => {
  expect(personOf(given)).toEqual({ account: 'coppice', user: 'operator', password: ' spaced ' });
  expect(personOf({ ...given, by: 'key' })).toEqual({ access_key: 'AK', secret_key: 'SK' });
});

it.each(['password', 'key'] as const)('is what the gateway asks for, by %s', (by) => {
  expect(ProjectChoicesBody.safeParse(personOf({ ...given, by })).success).toBe(true);
});

it('is filled once nothing of it is missing, whatever the other means has', () => {
  expect(isFilled(given)).toBe(true);
  expect(isFilled({ ...given, user: '  ' })).toBe(false);
  expect(isFilled({ ...given, by: 'key', user: '' })).toBe(true);
  expect(isFilled({ ...given, by: 'key', secret_key: '' })).toBe(false);
});
