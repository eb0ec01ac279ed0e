import { groupETag } from '../../../core/contract/group-etag.ts';
import type { Store } from '../../store/schema.ts';

/** The current ETag of a name's versions: a cascade sends it as its If-Match precondition, so as to delete no others. */
export async function readGroupETag(store: Store, project_id: string, model_name: string): Promise<string> {
  const rows = await store
    .selectFrom('models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .execute();
  return groupETag(rows.map((row) => row.model_id));
}
