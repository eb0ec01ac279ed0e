import { sql } from 'kysely';
import type { Store } from '../store/schema.ts';

/** Those who own a project's models or services, by the names that they sign in with, as far as this gateway knows them. */
export async function ownerNames(
  store: Store,
  project_id: string,
  owners: Iterable<string>,
): Promise<Map<string, string>> {
  const ids = [...new Set(owners)].filter((id) => id !== '');
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom('users')
    // Of the project's own account: nobody learns who is in another one.
    .innerJoin('projects', 'projects.account_id', 'users.account_id')
    .select(['users.user_id', 'users.name'])
    .where('projects.project_id', '=', project_id)
    .where(sql<boolean>`users.user_id = any (${ids}::text[])`)
    .execute();
  return new Map(rows.map(({ user_id, name }) => [user_id, name]));
}
