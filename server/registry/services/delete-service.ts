import { MAX_LISTED } from '../../../core/console-api/activity/activity.ts';
import { activityBy, noteActivities } from '../../activity/note-activity.ts';
import type { Caller } from '../../iam/caller.ts';
import type { Store } from '../../store/schema.ts';
import { lockGroups } from '../groups/lock-groups.ts';
import { refreshGroups } from '../groups/refresh-groups.ts';
import { noSuchService } from './list-services.ts';
import { namesHeld } from './names-held.ts';

/**
 * Deletes a service; the models that it used can be deleted again.
 *
 * @throws ApiError 3502 (NO_SUCH_SERVICE) when there is no such service.
 */
export async function deleteService(store: Store, caller: Caller, service_id: string): Promise<void> {
  const { project_id } = caller;
  await store.transaction().execute(async (trx) => {
    const names = await namesHeld(trx, project_id, service_id);
    await lockGroups(trx, project_id, names);
    const deleted = await trx
      .deleteFrom('services')
      .where('project_id', '=', project_id)
      .where('service_id', '=', service_id)
      .returning('service_name')
      .executeTakeFirst();
    if (!deleted) throw noSuchService(service_id);
    await refreshGroups(trx, project_id, names);
    const facts = { service_id, name_count: names.length, names: names.slice(0, MAX_LISTED) };
    const subject = { id: service_id, name: deleted.service_name };
    await noteActivities(trx, [activityBy(caller, { kind: 'service-gone', subject, facts })]);
  });
}
