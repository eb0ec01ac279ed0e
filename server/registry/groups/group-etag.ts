import { groupETag } from '../../../core/contract/group-etag.ts';
import type { Store } from '../../store/schema.ts';

/** The ETag of a name as it is now: what a cascade that must take nothing else sends as If-Match. */
export async function readGroupETag(store: Store, project_id: string, model_name: string): Promise<string> {
  const rows = await store
    .selectFrom('models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .execute();
  return groupETag(rows.map((row) => row.model_id));
}
