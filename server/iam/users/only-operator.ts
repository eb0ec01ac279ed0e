import type { Store } from '../../store/schema.ts';

/** The names of the projects in which a user is the only operator: without them, nobody can delete there. */
export async function onlyOperatorIn(store: Store, user_id: string): Promise<string[]> {
  const rows = await store
    .selectFrom('memberships as mine')
    .innerJoin('projects', 'projects.project_id', 'mine.project_id')
    .where('mine.user_id', '=', user_id)
    .where('mine.role', '=', 'operator')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('memberships as others')
            .whereRef('others.project_id', '=', 'mine.project_id')
            .where('others.user_id', '<>', user_id)
            .where('others.role', '=', 'operator')
            .select('others.user_id'),
        ),
      ),
    )
    .select('projects.name')
    .orderBy('projects.name')
    .execute();
  return rows.map(({ name }) => name);
}
