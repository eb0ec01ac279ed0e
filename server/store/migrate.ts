import { Migrator } from 'kysely/migration';
import * as registryAndReceipts from './migrations/0001-registry-and-receipts.ts';
import * as settledReceipts from './migrations/0002-settled-receipts.ts';
import * as flatLists from './migrations/0003-flat-lists.ts';
import * as accessKeys from './migrations/0004-access-keys.ts';
import * as manyGateways from './migrations/0005-many-gateways.ts';
import * as requestIds from './migrations/0006-request-ids.ts';
import * as totalsByFacet from './migrations/0008-totals-by-facet.ts';
import * as searchesWithoutABacklog from './migrations/0009-searches-without-a-backlog.ts';
import * as upstream from './migrations/0010-upstream.ts';
import * as looksWhenDue from './migrations/0011-looks-when-due.ts';
import * as endsOfAccess from './migrations/0012-ends-of-access.ts';
import * as servicesByText from './migrations/0013-services-by-text.ts';
import * as reasonsInTheList from './migrations/0014-reasons-in-the-list.ts';
import * as runs from './migrations/0015-runs.ts';
import * as activities from './migrations/0016-activities.ts';
import * as overview from './migrations/0017-overview.ts';
import * as whatServicesHold from './migrations/0018-what-services-hold.ts';
import * as activity from './migrations/0019-activity.ts';
import * as webhooks from './migrations/0020-webhooks.ts';
import * as people from './migrations/0021-people.ts';
import * as protections from './migrations/0022-protections.ts';
import * as rules from './migrations/0023-rules.ts';
import * as cleanup from './migrations/0024-cleanup.ts';
import * as schedules from './migrations/0025-schedules.ts';
import * as listFilters from './migrations/0026-list-filters.ts';
import * as useAtRest from './migrations/0027-use-at-rest.ts';
import * as deletionsOfManyNames from './migrations/0028-deletions-of-many-names.ts';
import * as keptOut from './migrations/0029-kept-out.ts';
import * as statusesByName from './migrations/0030-statuses-by-name.ts';
import type { Store } from './schema.ts';

/** Named here one by one, not found in a folder, so that they also run from a bundle. */
const MIGRATIONS = {
  '0001-registry-and-receipts': registryAndReceipts,
  '0002-settled-receipts': settledReceipts,
  '0003-flat-lists': flatLists,
  '0004-access-keys': accessKeys,
  '0005-many-gateways': manyGateways,
  '0006-request-ids': requestIds,
  '0008-totals-by-facet': totalsByFacet,
  '0009-searches-without-a-backlog': searchesWithoutABacklog,
  '0010-upstream': upstream,
  '0011-looks-when-due': looksWhenDue,
  '0012-ends-of-access': endsOfAccess,
  '0013-services-by-text': servicesByText,
  '0014-reasons-in-the-list': reasonsInTheList,
  '0015-runs': runs,
  '0016-activities': activities,
  '0017-overview': overview,
  '0018-what-services-hold': whatServicesHold,
  '0019-activity': activity,
  '0020-webhooks': webhooks,
  '0021-people': people,
  '0022-protections': protections,
  '0023-rules': rules,
  '0024-cleanup': cleanup,
  '0025-schedules': schedules,
  '0026-list-filters': listFilters,
  '0027-use-at-rest': useAtRest,
  '0028-deletions-of-many-names': deletionsOfManyNames,
  '0029-kept-out': keptOut,
  '0030-statuses-by-name': statusesByName,
};

/** Brings the tables up to date. Gateways that start together take turns, by the migrator's advisory lock. */
export async function migrate(store: Store): Promise<void> {
  const { error } = await migratorOf(store).migrateToLatest();
  if (error) throw error;
}

/** Tables are wanted as a newer Coppice makes them. */
export class NewerMigrations extends Error {}

/**
 * Makes the tables of an empty database as they were when these migrations were all there were.
 *
 * @param names the migrations, in order.
 * @throws NewerMigrations when they are not the first ones of this Coppice.
 */
export async function migrateAsFarAs(store: Store, names: readonly string[]): Promise<void> {
  const known = Object.keys(MIGRATIONS);
  const unknown = names.find((name, index) => known[index] !== name);
  const last = names.at(-1);
  if (unknown !== undefined || last === undefined)
    throw new NewerMigrations(
      `The tables are of a newer Coppice than this one, which has no migration "${unknown}".`,
    );
  const { error } = await migratorOf(store).migrateTo(last);
  if (error) throw error;
}

function migratorOf(store: Store): Migrator {
  return new Migrator({ db: store, provider: { getMigrations: async () => MIGRATIONS } });
}
