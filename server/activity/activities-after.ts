import { type Selectable, sql } from 'kysely';
import type { Database, Store } from '../store/schema.ts';

/** An activity as it is stored. */
export type StoredActivity = Selectable<Database['activities']>;

/**
 * The activities of all projects and accounts after a mark, in the order of their numbers: who goes on from the answered
 * mark, in another call or after a restart, gets every activity exactly once and misses none, however many gateways write
 * at the same time. Nothing is answered of what comes after one that is still being written, which is a matter of
 * milliseconds; ask again whenever a change is told, and now and then.
 *
 * @param store not a transaction that sees one snapshot throughout (repeatable read).
 * @param mark 0 for the very first, or what was answered before. What happens from now on comes after `activitiesMark`.
 * @returns also the mark to go on from, which is beyond activities that are nobody's any more (rolled back).
 */
export async function activitiesAfter(
  store: Store,
  mark: number,
  limit: number,
): Promise<{ activities: StoredActivity[]; mark: number }> {
  // A statement of its own: the next one has to see all that was committed when this one was carried out.
  const settled = await activitiesMark(store);
  const activities = await store
    .selectFrom('activities')
    .selectAll()
    .where('activity_id', '>', mark)
    .where('activity_id', '<=', settled)
    .orderBy('activity_id')
    .limit(limit)
    .execute();
  const last = activities.length === limit ? activities.at(-1)?.activity_id : undefined;
  return { activities, mark: Math.max(mark, last ?? settled) };
}

/** The mark after which comes all that is committed from now on; up to it nothing will be added any more. */
export async function activitiesMark(store: Store): Promise<number> {
  const { rows } = await sql<{ settled: number }>`select activities_settled() as settled`.execute(store);
  return rows[0]?.settled ?? 0;
}
