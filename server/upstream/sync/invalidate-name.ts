import { sql } from 'kysely';
import type { Store } from '../../store/schema.ts';

/**
 * Invalidates a name that a deletion called upon: what a list was asked for before is not written any more. Its version is
 * the project's next, by which sync runs and refreshes that began earlier are fenced off from it.
 *
 * @returns whether the project has a copy at all.
 */
export async function invalidateName(store: Store, project_id: string, model_name: string): Promise<boolean> {
  const invalidated = await store
    .updateTable('mirrors')
    .set({
      touches: sql`touches + 1`,
      touched: sql`touched || jsonb_build_object(${model_name}::text, touches + 1)`,
    })
    .where('project_id', '=', project_id)
    .returning('touches as version')
    .executeTakeFirst();
  return invalidated !== undefined;
}
