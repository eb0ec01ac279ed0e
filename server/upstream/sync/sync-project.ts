import type { Store } from '../../store/schema.ts';
import { completeSync, type Lease } from './lease.ts';
import { refreshNames } from './refresh-names.ts';
import type { RemoteRegistry } from './remote-registry.ts';
import { readModels } from './rows/read-models.ts';
import { readServices } from './rows/read-services.ts';
import { removeUnlisted } from './rows/remove-unlisted.ts';
import { flushSearchIndexes } from './search-indexes.ts';
import { beginSync, type SyncRun } from './sync-run.ts';

/**
 * Brings the copy of a project in step with the remote registry, under a lease: page by page, so that what is not read yet
 * stays as it was. The steps: versions are read, those that no page showed are removed, services are read, and names that
 * were invalidated meanwhile are read again until none is left.
 *
 * What came and went is told at the end, however it ends.
 *
 * @throws as `RemoteRegistry` does, and LeaseLost; what was written until then stays.
 */
export async function syncProject(store: Store, lease: Lease, registry: RemoteRegistry): Promise<void> {
  const run = beginSync(store, lease, registry);
  try {
    await readAll(run);
  } finally {
    await run.seen.note(store);
  }
}

async function readAll(run: SyncRun): Promise<void> {
  const models = await readModels(run);
  const removed = await removeUnlisted(run, models);
  const services = await readServices(run);
  await refreshUntilComplete(run);
  await flushSearchIndexes(run.store, models.written + removed + services.written);
}

async function refreshUntilComplete(run: SyncRun): Promise<void> {
  const { store, lease, unstored } = run;
  const refreshed = new Set<string>();
  for (;;) {
    // Before the run is complete, after which nobody expects anything new of it.
    await run.seen.note(store);
    const unreadable = await unstored.stillTrue(store, lease.project_id);
    const invalidated = await completeSync(store, lease, refreshed, unreadable);
    if (invalidated.size === 0) return;
    await refreshNames({ ...run, project_id: lease.project_id }, [...invalidated]);
    for (const name of invalidated) refreshed.add(name);
  }
}
