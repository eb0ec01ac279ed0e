import { type RawBuilder, sql } from 'kysely';
import type { ActivityFacts, ActivityKind } from '../../core/console-api/activity/activity.ts';
import { notifyActivity, notifyChange } from '../events/notify-change.ts';
import type { Caller } from '../iam/caller.ts';
import type { Database, Store, StoreTransaction } from '../store/schema.ts';

/** Something that happened, as whoever does it knows it. */
export type NewActivity = {
  account_id: string;
  /** Null for what belongs to the account as a whole: its people, their keys and sessions. */
  project_id: string | null;
  kind: ActivityKind;
  /** Who does it, by id and name; both `''` where that is not known. */
  actor: { user_id: string; user_name: string };
  /** What it is done to, by id and name; `''` for several at once. */
  subject: { id: string; name: string };
  /** How many of them; versions of models are counted each. */
  count?: number;
  facts?: ActivityFacts;
};

/**
 * Writes down what happened, in the transaction in which it happens: what is rolled back did not. Written once, it is
 * never changed; the database refuses that. Consoles that follow are told on commit.
 *
 * @param now in ms since the epoch.
 */
export async function noteActivities(
  trx: Store | StoreTransaction,
  activities: readonly NewActivity[],
  now = Date.now(),
): Promise<void> {
  if (activities.length === 0) return;
  const rows = activities.map(({ account_id, project_id, actor, ...activity }) => ({
    account_id,
    project_id,
    actor_id: actor.user_id,
    actor: actor.user_name,
    ...rowOf(activity, now),
  }));
  await sql`
    with noted as (
      insert into activities (
        account_id, project_id, at, kind, actor_id, actor, subject, subject_id, count, facts
      )
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as noted(
        account_id text, project_id text, at bigint, kind text, actor_id text, actor text,
        subject text, subject_id text, count integer, facts jsonb
      )
      returning account_id, project_id
    ),
    told as (
      select project_id from noted where project_id is not null
      union
      select projects.project_id from projects join noted using (account_id) where noted.project_id is null
    )
    select ${notifyActivity(sql.ref('told.project_id'))} from told
  `.execute(trx);
}

/** What somebody who makes a request did in their project. */
export function activityBy(
  {
    account_id,
    project_id,
    user_id,
    user_name,
  }: Pick<Caller, 'account_id' | 'project_id' | 'user_id' | 'user_name'>,
  activity: OwnActivity,
): NewActivity {
  return { account_id, project_id, actor: { user_id, user_name }, ...activity };
}

/** What happened, without who did it where. */
export type OwnActivity = Omit<NewActivity, 'account_id' | 'project_id' | 'actor'>;

/** The columns of an activity, but for whose it is and who did it. */
function rowOf({ kind, subject, count = 1, facts = {} }: OwnActivity, at: number) {
  return { at, kind, subject: subject.name, subject_id: subject.id, count, facts };
}

/** The columns that `activitiesOfDeletion` answers, in its order. */
export const ACTIVITY_COLUMNS = [
  'account_id',
  'project_id',
  'at',
  'kind',
  'actor_id',
  'actor',
  'subject',
  'subject_id',
  'count',
  'facts',
] as const satisfies (keyof Database['activities'])[];

/**
 * The rows of activities of a deletion, as a query to be inserted.
 *
 * @param deletion its row, as a table: `project_id`, `user_id` and `user_name`; where it has none, nothing is inserted.
 * @param now in ms since the epoch.
 */
export function activitiesOfDeletion(
  deletion: RawBuilder<unknown>,
  activities: readonly OwnActivity[],
  now: number,
): RawBuilder<unknown> {
  const rows = JSON.stringify(activities.map((activity) => rowOf(activity, now)));
  return sql`
    select
      coalesce((select account_id from projects where projects.project_id = deletion.project_id), ''),
      deletion.project_id, noted.at, noted.kind, deletion.user_id, deletion.user_name,
      noted.subject, noted.subject_id, noted.count, noted.facts
    from ${deletion} as deletion, json_to_recordset(${rows}::json) as noted(
      at bigint, kind text, subject text, subject_id text, count integer, facts jsonb
    )`;
}

/** Writes down what a deletion did, in the transaction that writes its receipt. `now` in ms since the epoch. */
export async function noteDeletion(
  trx: StoreTransaction,
  { project_id, deletion_id }: { project_id: string; deletion_id: string },
  activities: readonly OwnActivity[],
  now: number,
): Promise<void> {
  if (activities.length === 0) return;
  const row = sql`(
    select project_id, user_id, user_name from deletions
    where project_id = ${project_id} and deletion_id = ${deletion_id}
  )`;
  await trx
    .insertInto('activities')
    .columns([...ACTIVITY_COLUMNS])
    .expression(activitiesOfDeletion(row, activities, now))
    .returning(notifyChange(project_id, { about: 'activity' }))
    .execute();
}
