import { readGroups } from '../../registry/groups/lock-groups.ts';
import { refreshGroups } from '../../registry/groups/refresh-groups.ts';
import { noteSummariesCurrent } from './lease.ts';
import type { SyncRun } from './sync-run.ts';

/** Names that are summed up in one transaction. */
const BATCH = 500;

/**
 * Sums up the names of which versions were stored without being counted, and those that a reading left so that broke off
 * before it came to this.
 */
export async function recomputeSummaries(reading: SyncRun): Promise<void> {
  const { lease, staleNames } = reading;
  const names = [...staleNames];
  for (let start = 0; start < names.length; start += BATCH) {
    const some = names.slice(start, start + BATCH);
    await reading.write(async (trx) => {
      await refreshGroups(trx, lease.project_id, some, readGroups);
      if (start + BATCH >= names.length) await noteSummariesCurrent(trx, lease, true);
    });
  }
  staleNames.clear();
}

/** Every name that there is, if the last reading broke off before its versions were counted. */
export async function findStaleNames({ store, lease }: SyncRun): Promise<string[]> {
  if (lease.is_summed) return [];
  const ofProject = store
    .selectFrom('models')
    .where('project_id', '=', lease.project_id)
    .select('model_name')
    .union(store.selectFrom('model_groups').where('project_id', '=', lease.project_id).select('model_name'));
  return (await ofProject.execute()).map(({ model_name }) => model_name);
}
