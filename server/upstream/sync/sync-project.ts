import type { Store } from '../../store/schema.ts';
import { completeSync, type Lease } from './lease.ts';
import { findStaleNames, recomputeSummaries } from './recompute-summaries.ts';
import { refreshNames } from './refresh-names.ts';
import type { RemoteRegistry } from './remote-registry.ts';
import { readModels } from './rows/read-models.ts';
import { readServices } from './rows/read-services.ts';
import { removeUnlisted } from './rows/remove-unlisted.ts';
import { beginSync } from './sync-run.ts';
import { tidyUp } from './tidy-up.ts';

/**
 * Reads a project's registry into the mirror, which the claim is for: page by page, so that what is not read yet stays as
 * it was.
 *
 * @throws what the remote registry is asked with throws, and ClaimLost; what was read until then stays.
 */
export async function syncProject(store: Store, lease: Lease, registry: RemoteRegistry): Promise<void> {
  const reading = beginSync(store, lease, registry);
  for (const name of await findStaleNames(reading)) reading.staleNames.add(name);
  const pass = await readModels(reading).catch(async (error: unknown) => {
    // What came until then is there, and is listed.
    await recomputeSummaries(reading);
    throw error;
  });
  await removeUnlisted(reading, pass);
  await readServices(reading);

  const settled = new Set<string>();
  for (;;) {
    const touched = await completeSync(store, lease, settled, await reading.noted());
    if (touched.size === 0) break;
    await refreshNames(store, lease.project_id, registry, [...touched]);
    for (const name of touched) settled.add(name);
  }
  await tidyUp(store, reading.written);
}
