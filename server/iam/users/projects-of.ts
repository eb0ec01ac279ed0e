import type { Role } from '../../../core/contract/roles.ts';
import type { Store } from '../../store/schema.ts';

/** A project, with how many people have each role in it. */
export type ListedProject = { project_name: string; account_name: string } & Record<`${Role}s`, number>;

/** Every project, or those of an account, by account and then by name. */
export function projectsOf(store: Store, account?: string): Promise<ListedProject[]> {
  let projects = store
    .selectFrom('projects')
    .innerJoin('accounts', 'accounts.account_id', 'projects.account_id')
    .leftJoin('memberships', 'memberships.project_id', 'projects.project_id')
    .groupBy(['projects.project_id', 'projects.name', 'accounts.name'])
    .select(['projects.name as project_name', 'accounts.name as account_name'])
    .select(({ fn }) => [
      fn.count<number>('memberships.user_id').filterWhere('role', '=', 'admin').as('admins'),
      fn.count<number>('memberships.user_id').filterWhere('role', '=', 'operator').as('operators'),
      fn.count<number>('memberships.user_id').filterWhere('role', '=', 'viewer').as('viewers'),
    ]);
  if (account !== undefined) projects = projects.where('accounts.name', '=', account);
  return projects.orderBy('accounts.name').orderBy('projects.name').execute();
}
