import { DELETING_ROLES } from '../../../core/contract/roles.ts';
import type { Store } from '../../store/schema.ts';

/** The names of the projects in which a user is the only operator or administrator: without them, nobody can delete there. */
export async function onlyOperatorIn(store: Store, user_id: string): Promise<string[]> {
  const rows = await store
    .selectFrom('memberships as mine')
    .innerJoin('projects', 'projects.project_id', 'mine.project_id')
    .where('mine.user_id', '=', user_id)
    .where('mine.role', 'in', DELETING_ROLES)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('memberships as others')
            .whereRef('others.project_id', '=', 'mine.project_id')
            .where('others.user_id', '<>', user_id)
            .where('others.role', 'in', DELETING_ROLES)
            .select('others.user_id'),
        ),
      ),
    )
    .select('projects.name')
    .orderBy('projects.name')
    .execute();
  return rows.map(({ name }) => name);
}
