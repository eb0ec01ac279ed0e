import { readGroups } from '../../registry/groups/lock-groups.ts';
import { refreshGroups } from '../../registry/groups/refresh-groups.ts';
import { noteSummed } from './lease.ts';
import type { Reading } from './sync-run.ts';

/** Names that are summed up in one transaction. */
const BATCH = 500;

/**
 * Sums up the names of which versions were stored without being counted, and those that a reading left so that broke off
 * before it came to this.
 */
export async function sumUp(reading: Reading): Promise<void> {
  const { claim, uncounted } = reading;
  const names = [...uncounted];
  for (let start = 0; start < names.length; start += BATCH) {
    const some = names.slice(start, start + BATCH);
    await reading.write(async (trx) => {
      await refreshGroups(trx, claim.project_id, some, readGroups);
      if (start + BATCH >= names.length) await noteSummed(trx, claim, true);
    });
  }
  uncounted.clear();
}

/** Every name that there is, if the last reading broke off before its versions were counted. */
export async function findUncounted({ store, claim }: Reading): Promise<string[]> {
  if (claim.is_summed) return [];
  const ofProject = store
    .selectFrom('models')
    .where('project_id', '=', claim.project_id)
    .select('model_name')
    .union(store.selectFrom('model_groups').where('project_id', '=', claim.project_id).select('model_name'));
  return (await ofProject.execute()).map(({ model_name }) => model_name);
}
