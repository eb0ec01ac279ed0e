import { readGroups } from '../../registry/groups/lock-groups.ts';
import { refreshGroups } from '../../registry/groups/refresh-groups.ts';
import { noteSummariesCurrent } from './lease.ts';
import type { SyncRun } from './sync-run.ts';

/** Names whose summaries are recomputed in one transaction. */
const BATCH = 500;

/** Recomputes the summaries of names; the last transaction notes that they all are current. */
export async function recomputeSummaries(run: SyncRun, staleNames: ReadonlySet<string>): Promise<void> {
  const { lease } = run;
  const names = [...staleNames];
  for (let start = 0; start < names.length; start += BATCH) {
    const batch = names.slice(start, start + BATCH);
    await run.write(async (trx) => {
      await refreshGroups(trx, lease.project_id, batch, readGroups);
      if (start + BATCH >= names.length) await noteSummariesCurrent(trx, lease, true);
    });
  }
}

/** Every name that there is, if the last run ended before the summaries counted what it had stored. */
export async function findStaleNames({ store, lease }: SyncRun): Promise<Set<string>> {
  if (lease.areSummariesCurrent) return new Set();
  const ofProject = await store
    .selectFrom('models')
    .where('project_id', '=', lease.project_id)
    .select('model_name')
    .union(store.selectFrom('model_groups').where('project_id', '=', lease.project_id).select('model_name'))
    .execute();
  return new Set(ofProject.map(({ model_name }) => model_name));
}
