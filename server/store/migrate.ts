import { Migrator } from 'kysely/migration';
import * as registryAndReceipts from './migrations/0001-registry-and-receipts.ts';
import * as settledReceipts from './migrations/0002-settled-receipts.ts';
import * as flatLists from './migrations/0003-flat-lists.ts';
import * as accessKeys from './migrations/0004-access-keys.ts';
import * as manyGateways from './migrations/0005-many-gateways.ts';
import * as requestIds from './migrations/0006-request-ids.ts';
import * as totalsByFacet from './migrations/0008-totals-by-facet.ts';
import * as searchesWithoutABacklog from './migrations/0009-searches-without-a-backlog.ts';
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
};

/**
 * Brings the tables up to date. Gateways that start together take turns, by the migrator's advisory lock.
 *
 * @param edition an earlier one to stop at, by the name of its last migration.
 */
export async function migrate(store: Store, edition?: keyof typeof MIGRATIONS): Promise<void> {
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = edition ? await migrator.migrateTo(edition) : await migrator.migrateToLatest();
  if (error) throw error;
}
