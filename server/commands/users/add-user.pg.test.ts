import { expect, it } from 'vitest';
import { verifyPassword } from '../../iam/sign-in/passwords.ts';
import { openStore } from '../../store/open-store.ts';
import { ownDatabase, runCoppice } from '../../testing/clients/run-coppice.ts';

const ADD = ['user', 'add', 'kim', '--account', 'acme', '--project', 'lab'];

it('lets a person in, then changes the role and the password', { timeout: 60_000 }, async () => {
  const env = await ownDatabase();
  const first = await runCoppice([...ADD, '--role', 'viewer', '--password-stdin'], env, 'one\n').ended;
  expect(first).toEqual({
    code: 0,
    err: '',
    out: 'Made account acme.\nMade project lab.\nAdded kim: viewer of lab in acme.\n',
  });

  const second = await runCoppice([...ADD, '--role', 'operator'], { ...env, COPPICE_PASSWORD: 'two' }).ended;
  expect(second.out).toBe('Updated kim: operator of lab in acme.\n');
  expect(await passwordsOf(env)).toEqual({ one: false, two: true });
});

it('takes no empty password', { timeout: 60_000 }, async () => {
  const { code, err } = await runCoppice([...ADD, '--role', 'viewer'], await ownDatabase(), '').ended;
  expect([code, err]).toEqual([2, expect.stringContaining('The password is empty.')]);
});

async function passwordsOf({ DATABASE_URL, COPPICE_DATA = '' }: Record<string, string>) {
  const { store, close } = await openStore(
    DATABASE_URL ? { kind: 'postgres', url: DATABASE_URL } : { kind: 'directory', directory: COPPICE_DATA },
  );
  const user = await store.selectFrom('users').select('password_hash').executeTakeFirstOrThrow();
  await close();
  const matches = (password: string) => verifyPassword(password, user.password_hash);
  return { one: await matches('one'), two: await matches('two') };
}
