import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OpenStore } from '../../store/open-store.ts';
import { openTestStore } from '../../testing/setup/open-test-store.ts';
import { upsertUser } from './upsert-user.ts';

let opened: OpenStore;

beforeAll(async () => {
  opened = await openTestStore('any');
});
afterAll(() => opened.close());

const person = (account: string, user: string) => {
  const project = { id: `${account}-project`, name: 'workshop', role: 'operator' as const };
  return {
    user: { id: user, name: user },
    account: { id: account, name: account },
    project,
    projects: [project],
  };
};

it('lets colleagues in who come for the first time at the same moment', async () => {
  const { store } = opened;
  for (let round = 0; round < 10; round += 1) {
    const account = randomUUID();
    const users = Array.from({ length: 8 }, () => randomUUID());
    await Promise.all(
      users.map((user) => store.transaction().execute((trx) => upsertUser(trx, person(account, user)))),
    );
    const kept = await store
      .selectFrom('users')
      .select('user_id')
      .where('account_id', '=', account)
      .execute();
    expect(kept.map((row) => row.user_id).toSorted()).toEqual(users.toSorted());
  }
});
