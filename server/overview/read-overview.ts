import type { Overview } from '../../core/console-api/models/overview.ts';
import { listNewestReceipts } from '../receipts/reading/list-receipts.ts';
import { weekOf } from '../registry/groups/created-weeks.ts';
import type { Store } from '../store/schema.ts';
import { sumAges } from './ages.ts';
import { FACETS, readCreatedSums } from './created-sums.ts';
import { growthOf, lastWeeks, readFreed } from './growth.ts';
import { readLargest } from './largest-names.ts';
import { readNeeds } from './needs.ts';

const WEEKS_OF_LINE = 12;
const LARGEST = 10;
const LAST_DELETIONS = 5;

/**
 * What there is in a project, by sums that are kept, and what wants somebody.
 *
 * @param areServicesKnown whether it is known of every service what it uses.
 * @param now in ms since the epoch.
 */
export async function readOverview(
  store: Store,
  project_id: string,
  areServicesKnown: boolean,
  now = Date.now(),
): Promise<Overview> {
  const thisWeek = weekOf(now);
  const [sums, freed, largest, needs, deletions] = await Promise.all([
    readCreatedSums(store, project_id, thisWeek),
    readFreed(store, project_id),
    readLargest(store, project_id, LARGEST),
    readNeeds(store, project_id, areServicesKnown, now),
    listNewestReceipts(store, project_id, LAST_DELETIONS),
  ]);
  return {
    total: sums.totalOf(['']),
    failed: sums.totalOf(FACETS.failed),
    used: sums.totalOf(FACETS.used),
    at_rest: sums.totalOf(FACETS['at-rest']),
    weeks: lastWeeks(sums, thisWeek, WEEKS_OF_LINE),
    ages: sumAges(sums, thisWeek),
    growth: growthOf(sums.byType, freed, now),
    largest,
    needs,
    deletions,
    are_services_known: areServicesKnown,
  };
}
