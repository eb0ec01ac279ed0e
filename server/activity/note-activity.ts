import type { ActivityFacts, ActivityKind } from '../../core/console-api/activity.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';

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
 * never changed; the database refuses that.
 *
 * @param now in ms since the epoch.
 */
export async function noteActivities(
  trx: Store | StoreTransaction,
  activities: readonly NewActivity[],
  now = Date.now(),
): Promise<void> {
  if (activities.length === 0) return;
  await trx
    .insertInto('activities')
    .values(
      activities.map(({ actor, subject, count = 1, facts = {}, ...activity }) => ({
        ...activity,
        at: now,
        actor_id: actor.user_id,
        actor: actor.user_name,
        subject: subject.name,
        subject_id: subject.id,
        count,
        facts: JSON.stringify(facts),
      })),
    )
    .execute();
}
