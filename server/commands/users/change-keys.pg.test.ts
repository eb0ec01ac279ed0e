import { expect, it } from 'vitest';
import { must, nth } from '../../../core/testing/must.ts';
import { readSecret } from '../../iam/secret.ts';
import { findAccessKey } from '../../iam/signature/access-keys.ts';
import { createUser } from '../../iam/users/create-user.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/schema.ts';
import { ownDatabase, runCoppice } from '../../testing/clients/run-coppice.ts';

it('makes a key, shows its secret once, and removes it', { timeout: 120_000 }, async () => {
  const env = await ownDatabase();
  const coppice = (words: string[]) => runCoppice(words, env).ended;
  const person = { account: 'acme', project: 'lab', user: 'kim', password_hash: '', role: 'viewer' } as const;
  await inDatabase(env, (store) => store.transaction().execute((trx) => createUser(trx, person)));

  const added = await coppice(['key', 'add', 'kim', '--account', 'acme']);
  expect(added).toEqual({ code: 0, err: '', out: expect.stringContaining('not shown again') });
  const told = must(/^Access key: ([A-Z0-9]{20})\nSecret key: ([A-Za-z0-9]{40})\n/.exec(added.out));
  const [access_key, secret_key] = [nth(told, 1), nth(told, 2)];
  // As a gateway on the same data reads it.
  const secret = readSecret(undefined, env.COPPICE_DATA);
  const found = await inDatabase(env, (store) => findAccessKey(store, secret, access_key, null));
  expect(found).toMatchObject({ holder: { user_name: 'kim', account_name: 'acme' }, secret_key });

  const listed = await coppice(['key', 'list', '--account', 'acme']);
  expect(listed.out).toMatch(new RegExp(`^${access_key}  \\d{4}-.*Z  kim  not used yet\n$`));
  const removed = await coppice(['key', 'remove', access_key]);
  expect(removed.out).toBe(`Removed ${access_key}: it opens nothing any more.\n`);
  expect(await inDatabase(env, (store) => findAccessKey(store, secret, access_key, null))).toBeUndefined();
});

it('makes no key for a user who is not there', { timeout: 120_000 }, async () => {
  const running = runCoppice(['key', 'add', 'kim', '--account', 'acme'], await ownDatabase());
  const { code, err } = await running.ended;
  expect([code, err]).toEqual([1, expect.stringContaining('There is no user kim in an account acme')]);
});

it('says how to write it', async () => {
  const { code, err } = await runCoppice(['key', 'list', 'kim', 'lee', '--account', 'acme'], {}).ended;
  expect([code, err]).toEqual([2, expect.stringContaining('coppice key add USER')]);
});

async function inDatabase<T>(env: Record<string, string>, act: (store: Store) => Promise<T>): Promise<T> {
  const { DATABASE_URL, COPPICE_DATA = '' } = env;
  const { store, close } = await openStore(
    DATABASE_URL ? { kind: 'postgres', url: DATABASE_URL } : { kind: 'directory', directory: COPPICE_DATA },
  );
  try {
    return await act(store);
  } finally {
    await close();
  }
}
