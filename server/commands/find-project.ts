import type { Store } from '../store/schema.ts';
import { Failure } from './failure.ts';

/**
 * The project of these names.
 *
 * @throws Failure when there is none.
 */
export async function findProject(store: Store, account: string, project: string) {
  const found = await store
    .selectFrom('projects')
    .innerJoin('accounts', 'accounts.account_id', 'projects.account_id')
    .where('accounts.name', '=', account)
    .where('projects.name', '=', project)
    .select(['projects.project_id', 'projects.account_id'])
    .executeTakeFirst();
  if (found) return found;
  throw new Failure(
    `There is no project ${project} in an account ${account}; "coppice project add" makes it.`,
  );
}
