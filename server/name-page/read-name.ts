import { ModelGroupsQuery } from '../../core/console-api/models/model-group-queries.ts';
import { MAX_TIMELINE, type NamePage, TimelineVersion } from '../../core/console-api/models/name-page.ts';
import { listGroups } from '../model-list/list-groups.ts';
import { ownerNames } from '../model-list/owner-names.ts';
import { usingServices } from '../registry/services/services-using.ts';
import type { Store } from '../store/schema.ts';

/** A name with its versions summed up, and the newest of them: as much as a page shows, however many there are. */
export async function readName(store: Store, project_id: string, model_name: string): Promise<NamePage> {
  const [{ groups }, rows] = await Promise.all([
    listGroups(store, project_id, { ...ModelGroupsQuery.parse({}), names: [model_name] }),
    store
      .selectFrom('models')
      .select(['model_id', 'model_version', 'model_status', 'model_type', 'model_size', 'create_at', 'owner'])
      .select((row) => usingServices(row).as('services'))
      .where('models.project_id', '=', project_id)
      .where('models.model_name', '=', model_name)
      .orderBy('models.create_at', 'desc')
      .orderBy('models.model_id', 'desc')
      .limit(MAX_TIMELINE)
      .execute(),
  ]);
  const owners = [...new Set(rows.map((row) => row.owner))].filter((owner) => owner !== '');
  const names = await ownerNames(store, project_id, owners);
  return {
    group: groups[0] ?? null,
    newest: rows.map((row) => TimelineVersion.parse(row)),
    owners: owners.map((owner) => ({ owner, owner_name: names.get(owner) ?? '' })),
  };
}
