import type { Role } from '../../core/contract/roles.ts';
import type { Store } from '../store/schema.ts';

/** A reference to what has an id and a name. */
type Reference = { id: string } | { name: string };

/** The project of a token's scope: by its id, or by its name in the user's account, which may be given with it. */
export type WantedProject = { id: string } | { name: string; domain?: Reference | undefined };

/** The project of a scope, and the user's role in it; undefined when they are no member. */
export function findMembership(
  store: Store,
  { account_id, user_id }: { account_id: string; user_id: string },
  wanted: WantedProject,
): Promise<{ id: string; name: string; role: Role } | undefined> {
  const mine = store
    .selectFrom('projects')
    .innerJoin('memberships', 'memberships.project_id', 'projects.project_id')
    .innerJoin('accounts', 'accounts.account_id', 'projects.account_id')
    .where('projects.account_id', '=', account_id)
    .where('memberships.user_id', '=', user_id)
    .select(['projects.project_id as id', 'projects.name', 'memberships.role']);
  if ('id' in wanted) return mine.where('projects.project_id', '=', wanted.id).executeTakeFirst();
  const called = mine.where('projects.name', '=', wanted.name);
  const { domain } = wanted;
  if (domain === undefined) return called.executeTakeFirst();
  const one =
    'id' in domain
      ? called.where('accounts.account_id', '=', domain.id)
      : called.where('accounts.name', '=', domain.name);
  return one.executeTakeFirst();
}
