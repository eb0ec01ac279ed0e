import { normalId } from '../../../../core/contract/id.ts';
import type { SyncRun } from '../sync-run.ts';
import { describeRow, partitionRows } from './listed-row.ts';
import { NOTHING_COVERED, paginate, type ReadPage } from './paginate.ts';
import { aboutServices, type SyncedService } from './read-service-row.ts';
import { findChanged, removeServices, type ServiceWithUses, writeServices } from './write-services.ts';

/** Services that are asked for their models before they are stored; the queue of requests lets a few through at once. */
const BATCH = 50;

/** Services that are not listed, and are asked for one by one, at most. */
const MAX_ASKED = 1_000;

/**
 * Reads all services of a project; what each one uses only where that is not known yet.
 *
 * @returns how many were written.
 * @throws as `RemoteRegistry` does, and LeaseLost.
 */
export async function readServices(run: SyncRun): Promise<{ written: number }> {
  const { store, lease, registry } = run;
  let last: Pick<ReadPage<unknown>, 'seen' | 'coverage'> = { seen: new Set(), coverage: NOTHING_COVERED };
  let services = 0;
  let written = 0;
  for await (const page of paginate(registry.services)) {
    last = page;
    const { read, unreadable } = partitionRows(page.rows);
    run.unstored.add(unreadable);
    const changed = await findChanged(store, lease.project_id, read);
    services += read.length - changed.length;
    for (let start = 0; start < changed.length; start += BATCH) {
      const batch = changed.slice(start, start + BATCH);
      services += batch.length;
      written += await storeBatch(run, { batch, seen: page.seen, services });
    }
  }
  const { seen, coverage } = last;
  if (coverage.missing > 0) {
    const why = `the remote registry promised ${seen.size + coverage.missing} services and listed ${seen.size}`;
    run.unstored.add([aboutServices({ what: 'services', why })]);
  }
  await removeGone(run, { seen, services });
  return { written };
}

/**
 * Asks services for what they use, and stores them.
 *
 * @param services how many were read so far, these among them.
 * @returns how many were written.
 */
async function storeBatch(
  run: SyncRun,
  { batch, seen, services }: { batch: readonly SyncedService[]; seen: ReadonlySet<string>; services: number },
): Promise<number> {
  const { registry, lease, seen: changes } = run;
  const asked = await Promise.all(
    batch.map(async (service) => ({ service, uses: await registry.usesOf(service.service_id) })),
  );
  const present = asked.flatMap(({ service, uses }): ServiceWithUses[] => (uses ? [{ service, uses }] : []));
  const gone = asked.filter(({ uses }) => !uses).map(({ service }) => service.service_id);
  const unstored = await run.write(
    async (trx) => {
      if (gone.length > 0) await removeServices(trx, lease.project_id, gone, changes);
      const isListed = (id: string) => seen.has(normalId(id));
      return writeServices(trx, lease.project_id, present, { isListed, seen: changes });
    },
    { services },
  );
  run.unstored.add(unstored);
  const withUnknownUses = present.filter(({ uses }) => uses === 'unknown');
  run.unstored.add(withUnknownUses.map(({ service }) => aboutServices(describeRow(service, UNKNOWN_USES))));
  return present.length;
}

const UNKNOWN_USES = 'it does not tell which models it uses';

/** Removes services that are gone. Pages can pass one over, so that each one that they did not show is asked for. */
async function removeGone(
  { store, lease, registry, seen: changes, write }: SyncRun,
  { seen, services }: { seen: ReadonlySet<string>; services: number },
): Promise<void> {
  const stored = await store
    .selectFrom('services')
    .select('service_id')
    .where('project_id', '=', lease.project_id)
    .execute();
  const unlisted = stored.map(({ service_id }) => service_id).filter((id) => !seen.has(normalId(id)));
  for (let start = 0; start < Math.min(unlisted.length, MAX_ASKED); start += BATCH) {
    const batch = unlisted.slice(start, start + BATCH);
    const uses = await Promise.all(batch.map((id) => registry.usesOf(id)));
    const gone = batch.filter((_, index) => uses[index] === undefined);
    if (gone.length === 0) continue;
    await write((trx) => removeServices(trx, lease.project_id, gone, changes), { services });
  }
}
