import { GracePeriods, USUAL_GRACE } from '../../core/console-api/runs.ts';
import type { Store } from '../store/schema.ts';

/** How long a click can be taken back in a project. */
export async function readGracePeriods(store: Store, project_id: string): Promise<GracePeriods> {
  const row = await store
    .selectFrom('project_settings')
    .select('grace_periods')
    .where('project_id', '=', project_id)
    .executeTakeFirst();
  return row ? GracePeriods.parse(row.grace_periods) : USUAL_GRACE;
}

export async function writeGracePeriods(
  store: Store,
  project_id: string,
  grace: GracePeriods,
): Promise<void> {
  const grace_periods = JSON.stringify(grace);
  await store
    .insertInto('project_settings')
    .values({ project_id, grace_periods })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet({ grace_periods }))
    .execute();
}
