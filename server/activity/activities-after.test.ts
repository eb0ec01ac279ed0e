import fc from 'fast-check';
import type { ControlledTransaction } from 'kysely';
import { expect, inject, it } from 'vitest';
import type { Database, Store } from '../store/schema.ts';
import { openTestStore } from '../testing/setup/open-test-store.ts';
import { activitiesAfter, activitiesMark } from './activities-after.ts';
import { type NewActivity, noteActivities } from './note-activity.ts';

const activity = (name: string): NewActivity => ({
  account_id: 'account',
  project_id: 'project',
  kind: 'created',
  actor: { user_id: 'u', user_name: 'operator' },
  subject: { id: name, name },
});

it('goes on where it was, page by page, over what was rolled back', async () => {
  const { store } = await openTestStore('fresh');
  expect(await activitiesAfter(store, 0, 10)).toEqual({ activities: [], mark: 0 });
  await noteActivities(store, ['a', 'b', 'c'].map(activity));
  const failing = store.transaction().execute(async (trx) => {
    await noteActivities(trx, [activity('never')]);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  const first = await activitiesAfter(store, 0, 2);
  expect(first.activities.map(({ subject }) => subject)).toEqual(['a', 'b']);
  const second = await activitiesAfter(store, first.mark, 2);
  expect(second.activities.map(({ subject }) => subject)).toEqual(['c']);
  expect(second.mark).toBe(await activitiesMark(store));
  await noteActivities(store, [activity('d')]);
  const third = await activitiesAfter(store, second.mark, 2);
  expect(third.activities.map(({ subject }) => subject)).toEqual(['d']);
});

const Step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constantFrom('note', 'note', 'commit', 'roll back'), who: fc.nat(3) }),
  },
  { weight: 1, arbitrary: fc.constant({ act: 'read', who: 0 }) },
);

// PGlite has one connection, on which transactions are one after another.
it.runIf(inject('database') === 'postgres')(
  'misses nothing of those who write at the same time and end in any order, and tells nothing twice',
  { timeout: 60_000 },
  async () => {
    const { store, close } = await openTestStore('fresh');
    let keptBack = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 10, maxLength: 30, size: 'max' }), async (steps) => {
        const log = await followedLog(store);
        for (const { act, who } of steps) {
          if (act === 'read') await log.read();
          else if (act === 'note') await log.note(who);
          else await log.end(who, act === 'commit');
          if (act === 'read' && log.told.length < log.committed.length) keptBack += 1;
        }
        await log.endAll();
        while (log.told.length < log.committed.length) expect(await log.read()).toBeGreaterThan(0);
        expect(log.told.toSorted()).toEqual(log.committed.toSorted());
      }),
      { numRuns: 60 },
    );
    expect(keptBack).toBeGreaterThan(20);
    await close();
  },
);

/** Several who write, each in a transaction of their own, and one who follows. */
async function followedLog(store: Store) {
  const writers = new Map<number, { trx: ControlledTransaction<Database>; names: string[] }>();
  const committed: string[] = [];
  const told: string[] = [];
  let mark = await activitiesMark(store);
  let count = 0;
  const end = async (who: number, isCommitted: boolean) => {
    const writer = writers.get(who);
    if (!writer) return;
    writers.delete(who);
    await (isCommitted ? writer.trx.commit() : writer.trx.rollback()).execute();
    if (isCommitted) committed.push(...writer.names);
  };
  return {
    committed,
    told,
    end,
    async note(who: number) {
      const writer = writers.get(who) ?? { trx: await store.startTransaction().execute(), names: [] };
      writers.set(who, writer);
      count += 1;
      await noteActivities(writer.trx, [activity(String(count))]);
      writer.names.push(String(count));
    },
    async read() {
      const answer = await activitiesAfter(store, mark, 3);
      mark = answer.mark;
      told.push(...answer.activities.map(({ subject }) => subject));
      return answer.activities.length;
    },
    async endAll() {
      for (const who of [...writers.keys()]) await end(who, true);
    },
  };
}
