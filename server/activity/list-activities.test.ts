import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { ACTIVITY_KINDS, type ActivityKind, AUDIT_KINDS } from '../../core/console-api/activity/activity.ts';
import { openTestStore } from '../testing/setup/open-test-store.ts';
import { activitiesAsJson } from './export-activities.ts';
import { type ActivityFilters, listActivities, type Reader } from './list-activities.ts';
import { type NewActivity, noteActivities } from './note-activity.ts';

const names = fc.constantFrom('a', 'b', 'c');
const audit: readonly ActivityKind[] = AUDIT_KINDS;

/** In two projects of one account and one of another. */
const activities = fc.array(
  fc.record({
    account: fc.constantFrom('acme', 'acme', 'other'),
    project: fc.constantFrom('one', 'two'),
    kind: fc.constantFrom(...ACTIVITY_KINDS),
    actor: fc.constantFrom('', 'ann', 'bob'),
    subject: names,
  }),
  { minLength: 20, maxLength: 60, size: 'max' },
);
const filters: fc.Arbitrary<ActivityFilters> = fc.record(
  {
    person: fc.uniqueArray(fc.constantFrom('ann', 'bob', 'eve'), { minLength: 1 }),
    kind: fc.uniqueArray(fc.constantFrom(...ACTIVITY_KINDS), { minLength: 1 }),
    name: names,
  },
  { requiredKeys: [] },
);

it('answers, page after page, exactly what the filters and the role let through, newest first', async () => {
  const { store } = await openTestStore('fresh');
  let round = 0;
  let found = 0;
  await fc.assert(
    fc.asyncProperty(
      activities,
      filters,
      fc.constantFrom('viewer', 'operator', 'admin'),
      fc.integer({ min: 1, max: 7 }),
      async (happened, wanted, role, limit) => {
        round += 1;
        const own = (id: string) => `${id}-${round}`;
        const isAudit = (kind: ActivityKind) => audit.includes(kind);
        const log = happened.map(
          ({ account, project, kind, actor, subject }): NewActivity => ({
            account_id: own(account),
            project_id: isAudit(kind) ? null : own(`${account}-${project}`),
            kind,
            actor: { user_id: actor, user_name: actor },
            subject: { id: '', name: subject },
          }),
        );
        await noteActivities(store, log);
        const reader = { account_id: own('acme'), project_id: own('acme-one'), role };
        const expected = log.filter(
          ({ account_id, project_id, kind, actor, subject }) =>
            (project_id ?? account_id) === (isAudit(kind) ? reader.account_id : reader.project_id) &&
            (role === 'admin' || !isAudit(kind)) &&
            (!wanted.kind || wanted.kind.includes(kind)) &&
            (!wanted.person || wanted.person.includes(actor.user_name)) &&
            (wanted.name === undefined || wanted.name === subject.name),
        );
        const pages = [];
        let cursor: string | undefined;
        do {
          const page = await listActivities(store, reader, { ...wanted, limit, ...(cursor && { cursor }) });
          pages.push(...page.activities);
          cursor = page.next_cursor ?? undefined;
        } while (cursor !== undefined);
        const shape = pages.map(({ kind, actor, subject }) => [kind, actor, subject]);
        found += shape.length;
        expect(shape).toEqual(
          expected.toReversed().map(({ kind, actor, subject }) => [kind, actor.user_name, subject.name]),
        );
      },
    ),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(10);
});

// PGlite has one connection, on which transactions are one after another.
it.runIf(inject('database') === 'postgres')(
  'begins below what is still being written, so that whoever pages on does not miss it',
  async () => {
    const { store, close } = await openTestStore('fresh');
    const named = (name: string): NewActivity => ({
      account_id: 'account',
      project_id: 'project',
      kind: 'created',
      actor: { user_id: 'u', user_name: 'operator' },
      subject: { id: '', name },
    });
    const reader: Reader = { account_id: 'account', project_id: 'project', role: 'viewer' };
    const read = async () =>
      (await listActivities(store, reader, { limit: 10 })).activities.map(({ subject }) => subject);
    await noteActivities(store, [named('first')]);
    const late = await store.startTransaction().execute();
    await noteActivities(late, [named('late')]);
    await noteActivities(store, [named('soon')]);
    expect(await read()).toEqual(['first']);
    await late.commit().execute();
    expect(await read()).toEqual(['soon', 'late', 'first']);
    await close();
  },
);

it('exports more than a page', async () => {
  const { store } = await openTestStore('fresh');
  const one: NewActivity = {
    account_id: 'account',
    project_id: 'project',
    kind: 'created',
    actor: { user_id: 'u', user_name: 'operator' },
    subject: { id: '', name: 'pose' },
  };
  await noteActivities(store, Array(2100).fill(one));
  const reader: Reader = { account_id: 'account', project_id: 'project', role: 'viewer' };
  let text = '';
  for await (const piece of activitiesAsJson(store, reader, {})) text += piece;
  const numbers = [...text.matchAll(/"activity_id":(\d+)/g)].map(([, number]) => Number(number));
  expect(numbers).toHaveLength(2100);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => b - a));
});
