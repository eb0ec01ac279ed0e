import { isDeepStrictEqual } from 'node:util';
import { GracePeriods, USUAL_GRACE } from '../../core/console-api/deletions/runs.ts';
import { activityBy, noteActivities } from '../activity/note-activity.ts';
import type { Caller } from '../iam/caller.ts';
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

export async function writeGracePeriods(store: Store, caller: Caller, grace: GracePeriods): Promise<void> {
  const { project_id } = caller;
  const grace_periods = JSON.stringify(grace);
  await store.transaction().execute(async (trx) => {
    const before = await readGracePeriods(trx, project_id);
    await trx
      .insertInto('project_settings')
      .values({ project_id, grace_periods })
      .onConflict((conflict) => conflict.column('project_id').doUpdateSet({ grace_periods }))
      .execute();
    if (isDeepStrictEqual(before, grace)) return;
    const subject = { id: project_id, name: caller.project_name };
    await noteActivities(trx, [
      activityBy(caller, { kind: 'settings-changed', subject, facts: { grace_periods: grace } }),
    ]);
  });
}
