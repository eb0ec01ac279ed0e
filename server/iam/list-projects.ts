import type { Store } from '../store/schema.ts';

/** The projects of a user, sorted by name; `name` filters by it, exactly. */
export function listProjects(
  store: Store,
  user_id: string,
  name?: string,
): Promise<{ id: string; name: string; domain_id: string }[]> {
  let mine = store
    .selectFrom('memberships')
    .innerJoin('projects', 'projects.project_id', 'memberships.project_id')
    .where('memberships.user_id', '=', user_id);
  if (name !== undefined) mine = mine.where('projects.name', '=', name);
  return mine
    .orderBy('projects.name')
    .select(['projects.project_id as id', 'projects.name', 'projects.account_id as domain_id'])
    .execute();
}
