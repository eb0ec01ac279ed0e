import { sql } from 'kysely';
import { refreshGroups } from '../registry/groups/refresh-groups.ts';
import type { Store } from '../store/schema.ts';
import { lockSyncState } from '../upstream/sync/lease.ts';

/** Names that are counted in one transaction. */
const BATCH = 200;

/**
 * Counts anew what is free of names of which a protection ended by itself since it was counted, or was never: an edition before
 * did not. Of two gateways that do so at once, the second finds nothing changed.
 */
export async function countKeptOut(store: Store, project_id: string, now: number): Promise<void> {
  const names = await findToCount(store, project_id, now);
  for (let start = 0; start < names.length; start += BATCH) {
    const batch = names.slice(start, start + BATCH);
    await store.transaction().execute(async (trx) => {
      await lockSyncState(trx, project_id);
      await refreshGroups(trx, project_id, batch);
    });
  }
}

/** By the name that it was protected or excluded under, and by the one that its id has now. */
async function findToCount(store: Store, project_id: string, now: number): Promise<string[]> {
  const { rows } = await sql<{ model_name: string }>`
    with to_count as (
      select model_name, model_id from protections
      where project_id = ${project_id} and not is_counted and (until is null or until > ${now})
      union all
      select model_name, model_id from protections
      where project_id = ${project_id} and is_counted and until is not null and until <= ${now}
      union all
      select model_name, model_id from exclusions where project_id = ${project_id} and not is_counted
    )
    select model_name from to_count
    union
    select models.model_name from to_count
    join models on models.project_id = ${project_id} and models.model_id in (to_count.model_id, upper(to_count.model_id))
    order by 1
  `.execute(store);
  return rows.map(({ model_name }) => model_name);
}
