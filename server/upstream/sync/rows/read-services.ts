import { normalId } from '../../../../core/contract/id.ts';
import { type SyncRun, sortRows } from '../sync-run.ts';
import { tellRow } from './listed-row.ts';
import { paginate } from './paginate.ts';
import { aboutServices, type SyncedService } from './read-service-row.ts';
import { findChanged, removeServices, type ServiceWithUses, writeServices } from './write-services.ts';

/** Services that are asked for their models before they are stored; the queue of requests lets a few through at once. */
const BATCH = 50;

/** Services that are not listed, and are asked for one by one, at most. */
const MAX_ASKED = 1_000;

/** Reads all services of a project; what each one uses only where that is not known yet. */
export async function readServices(reading: SyncRun): Promise<void> {
  const { store, lease, registry } = reading;
  const seen = new Set<string>();
  let services = 0;
  const { missing } = await paginate(registry.services, seen, async (rows) => {
    const listed = sortRows(reading, rows);
    const changed = await findChanged(store, lease.project_id, listed);
    services += listed.length - changed.length;
    for (let start = 0; start < changed.length; start += BATCH) {
      const part = changed.slice(start, start + BATCH);
      services += part.length;
      reading.count({ services });
      await storePart(reading, part, (id) => seen.has(normalId(id)));
    }
    reading.count({ services });
  });
  if (missing > 0) {
    const why = `the remote registry promised ${seen.size + missing} services and listed ${seen.size}`;
    reading.note([aboutServices({ what: 'services', why })]);
  }
  await removeGone(reading, seen);
}

async function storePart(
  reading: SyncRun,
  services: readonly SyncedService[],
  isListed: (id: string) => boolean,
): Promise<void> {
  const { registry, lease } = reading;
  const asked = await Promise.all(
    services.map(async (service) => ({ service, uses: await registry.usesOf(service.service_id) })),
  );
  const there = asked.flatMap(({ service, uses }): ServiceWithUses[] => (uses ? [{ service, uses }] : []));
  const goneSince = asked.filter(({ uses }) => !uses).map(({ service }) => service.service_id);
  const unreadable = await reading.write(async (trx) => {
    if (goneSince.length > 0) await removeServices(trx, lease.project_id, goneSince);
    return writeServices(trx, lease.project_id, there, isListed);
  });
  reading.written += there.length;
  reading.note(unreadable);
  const silent = there.filter(({ uses }) => uses === 'unknown');
  reading.note(silent.map(({ service }) => aboutServices(tellRow(service, SILENT))));
}

const SILENT = 'it does not tell which models it uses';

/** Pages can pass a service over, so that each one that they did not show is asked for. */
async function removeGone({ store, lease, registry, write }: SyncRun, seen: ReadonlySet<string>) {
  const stored = await store
    .selectFrom('services')
    .select('service_id')
    .where('project_id', '=', lease.project_id)
    .execute();
  const unlisted = stored.map(({ service_id }) => service_id).filter((id) => !seen.has(normalId(id)));
  for (let start = 0; start < Math.min(unlisted.length, MAX_ASKED); start += BATCH) {
    const part = unlisted.slice(start, start + BATCH);
    const uses = await Promise.all(part.map((id) => registry.usesOf(id)));
    const gone = part.filter((_, index) => uses[index] === undefined);
    if (gone.length > 0) await write((trx) => removeServices(trx, lease.project_id, gone));
  }
}
