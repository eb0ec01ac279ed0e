import { expect, it } from 'vitest';
import { ownDatabase, runCoppice } from '../../testing/clients/run-coppice.ts';

it('makes a project, once, and lists who has which role in it', { timeout: 120_000 }, async () => {
  const env = await ownDatabase();
  const coppice = async (words: string[]) => (await runCoppice(words, env, 'secret words').ended).out;
  expect(await coppice(['project', 'list'])).toBe('There are none.\n');
  expect(await coppice(['project', 'add', 'lab', '--account', 'acme'])).toBe(
    'Made account acme.\nMade project lab in acme.\n',
  );
  expect(await coppice(['project', 'add', 'lab', '--account', 'acme'])).toBe(
    'There is already a project lab in acme.\n',
  );
  const person = ['user', 'add', 'kim', '--account', 'acme', '--project', 'lab', '--role', 'operator'];
  await coppice(person);
  await coppice(['project', 'add', 'web', '--account', 'other']);
  expect(await coppice(['project', 'list'])).toBe(
    'lab  acme  0 admins, 1 operator, 0 viewers\nweb  other  0 admins, 0 operators, 0 viewers\n',
  );
  expect(await coppice(['project', 'list', '--account', 'acme'])).toBe(
    'lab  acme  0 admins, 1 operator, 0 viewers\n',
  );
});

it.each([
  ['nothing', ['project']],
  ['no name', ['project', 'add', '--account', 'acme']],
  ['no account', ['project', 'add', 'lab']],
  ['a name too many', ['project', 'list', 'lab']],
])('says how to write it: %s', async (_, words) => {
  const { code, err } = await runCoppice(words, {}).ended;
  expect([code, err]).toEqual([2, expect.stringContaining('coppice project --help')]);
});
