import { sql } from 'kysely';
import type { Store } from '../../store/schema.ts';

/**
 * Notes that a deletion touched a name: what a page or a list said of it before is not written any more. Answers whether
 * the project has a mirror at all.
 */
export async function invalidateName(store: Store, project_id: string, model_name: string): Promise<boolean> {
  const touched = await store
    .updateTable('mirrors')
    .set({
      touches: sql`touches + 1`,
      touched: sql`touched || jsonb_build_object(${model_name}::text, touches + 1)`,
    })
    .where('project_id', '=', project_id)
    .returning('touches')
    .executeTakeFirst();
  return touched !== undefined;
}
