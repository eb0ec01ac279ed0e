import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestStore } from '../testing/setup/open-test-store.ts';
import { type NewActivity, noteActivities } from './note-activity.ts';

const CREATED: NewActivity = {
  account_id: 'account',
  project_id: 'project',
  kind: 'created',
  actor: { user_id: 'u', user_name: 'operator' },
  subject: { id: 'm', name: 'pose' },
  facts: { versions: ['1.0.0'] },
};

it('writes down what happened, in order, and no one changes it afterwards', async () => {
  const { store } = await openTestStore('fresh');
  await noteActivities(store, [CREATED, { ...CREATED, kind: 'deleted', count: 3 }], 1000);
  const rows = await store.selectFrom('activities').selectAll().orderBy('activity_id').execute();
  expect(rows).toMatchObject([
    {
      at: 1000,
      kind: 'created',
      actor: 'operator',
      subject: 'pose',
      count: 1,
      facts: { versions: ['1.0.0'] },
    },
    { at: 1000, kind: 'deleted', count: 3, facts: { versions: ['1.0.0'] } },
  ]);
  await expect(store.updateTable('activities').set({ actor: 'x' }).execute()).rejects.toThrow(
    'only ever added',
  );
  await expect(sql`delete from activities`.execute(store)).rejects.toThrow('only ever added');
  expect(await store.selectFrom('activities').selectAll().execute()).toHaveLength(2);
});

it('forgets what was rolled back, and writes nothing for nothing', async () => {
  const { store } = await openTestStore('fresh');
  await noteActivities(store, []);
  const failing = store.transaction().execute(async (trx) => {
    await noteActivities(trx, [CREATED]);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await store.selectFrom('activities').selectAll().execute()).toEqual([]);
});
