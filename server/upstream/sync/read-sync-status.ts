import type { SyncStatus } from '../../../core/console-api/sync-status.ts';
import type { Store } from '../../store/schema.ts';
import { IS_READ } from './lease.ts';

/** How old the mirror of a project is, and how far the reading that goes on. */
export async function readSyncStatus(store: Store, project_id: string): Promise<SyncStatus> {
  const mirror = await store
    .selectFrom('mirrors')
    .selectAll()
    .select(IS_READ.as('is_read'))
    .where('project_id', '=', project_id)
    .executeTakeFirst();
  if (!mirror) {
    return { read_at: null, reading: null, unreadable: [], are_services_known: false, problem: null };
  }
  const { read_at, begun_at, names, versions, services, unreadable, problem } = mirror;
  const reading = mirror.is_read && begun_at !== null ? { begun_at, names, versions, services } : null;
  const are_services_known = read_at !== null && unreadable.every(({ about }) => about !== 'services');
  return { read_at, reading, unreadable, are_services_known, problem };
}
