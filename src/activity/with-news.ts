import type { Activity } from '../../core/console-api/activity/activity.ts';
import type { ActivityPage } from '../../core/console-api/activity/activity-requests.ts';

/** What is shown of a log; `isGap` where between what was read and the newest there is more than a page has room for. */
export type WithNews = { activities: Activity[]; isGap: boolean };

/**
 * Puts what happened since above what was read.
 *
 * @param read newest first, without a gap.
 * @param newest the first page of the same log, as it is by now.
 */
export function withNews(
  read: readonly Activity[],
  newest: Pick<ActivityPage, 'activities' | 'next_cursor'>,
): WithNews {
  const known = read[0]?.activity_id ?? 0;
  const fresh = newest.activities.filter(({ activity_id }) => activity_id > known);
  const isGap = fresh.length === newest.activities.length && newest.next_cursor !== null;
  return isGap ? { activities: [...read], isGap } : { activities: [...fresh, ...read], isGap };
}
