import type { SyncStatus } from '../../../core/console-api/live/sync-status.ts';
import type { Store } from '../../store/schema.ts';
import { IS_LEASED } from './lease.ts';

/** How old the copy of a project is, and the progress of the sync run that is under way, if one is. */
export async function readSyncStatus(store: Store, project_id: string): Promise<SyncStatus> {
  const row = await store
    .selectFrom('mirrors')
    .selectAll()
    .select(IS_LEASED.as('isRunning'))
    .where('project_id', '=', project_id)
    .executeTakeFirst();
  if (!row) {
    return { read_at: null, reading: null, unreadable: [], are_services_known: false, problem: null };
  }
  const { isRunning, read_at, begun_at, names, versions, services, unreadable, problem } = row;
  const reading = isRunning && begun_at !== null ? { begun_at, names, versions, services } : null;
  const are_services_known = read_at !== null && unreadable.every(({ about }) => about !== 'services');
  return { read_at, reading, unreadable, are_services_known, problem };
}
