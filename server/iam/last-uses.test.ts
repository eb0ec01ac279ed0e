import { expect, it } from 'vitest';
import { openTestStore } from '../testing/setup/open-test-store.ts';
import { NOTED_EVERY_MS, noteLastUses } from './last-uses.ts';
import { createUser } from './users/create-user.ts';

async function withUser() {
  const { store } = await openTestStore('any');
  const names = { account: `account-${crypto.randomUUID()}`, project: 'lab', user: 'kim' };
  const person = { ...names, password_hash: '', role: 'viewer' } as const;
  const { user_id } = await store.transaction().execute((trx) => createUser(trx, person));
  const users = store.selectFrom('users').where('user_id', '=', user_id);
  const seenAt = async () => (await users.select('seen_at').executeTakeFirst())?.seen_at;
  const setSeen = (seen_at: number) =>
    store.updateTable('users').set({ seen_at }).where('user_id', '=', user_id).execute();
  return { store, user_id, seenAt, setSeen };
}

const fail = (error: unknown) => {
  throw error;
};

it('writes a use once, however often it comes again within a minute', async () => {
  const { store, user_id, seenAt, setSeen } = await withUser();
  const uses = noteLastUses(store, fail);
  expect(await seenAt()).toBeNull();
  uses.note({ user_id });
  await uses.flush();
  expect(await seenAt()).toBeGreaterThan(0);
  await setSeen(1);
  uses.note({ user_id });
  await uses.flush();
  expect(await seenAt()).toBe(1);
});

it('leaves alone what another gateway has just written, and writes what is older', async () => {
  const { store, user_id, seenAt, setSeen } = await withUser();
  const now = Date.now();
  await setSeen(now - 10);
  const note = async () => {
    const uses = noteLastUses(store, fail);
    uses.note({ user_id, session_hash: 'none', access_key: 'none' });
    await uses.flush();
  };
  await note();
  expect(await seenAt()).toBe(now - 10);
  await setSeen(now - NOTED_EVERY_MS);
  await note();
  expect(await seenAt()).toBeGreaterThanOrEqual(now);
});

it('tries again with the next use what could not be written', async () => {
  const { store, user_id, seenAt } = await withUser();
  const troubles: unknown[] = [];
  const broken = store.withSchema('nowhere');
  const uses = noteLastUses(broken, (error) => troubles.push(error));
  uses.note({ user_id });
  await uses.flush();
  uses.note({ user_id });
  await uses.flush();
  expect(troubles).toHaveLength(2);
  expect(await seenAt()).toBeNull();
});
