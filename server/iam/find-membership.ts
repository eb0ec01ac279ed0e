import type { Role } from '../../core/contract/roles.ts';
import type { Store } from '../store/schema.ts';

/** Anything that IAM knows by an id and a name. */
type Reference = { id: string } | { name: string };

/** A project that somebody wants to be in: by its id, or by its name in their account, which may be said with it. */
export type WantedProject = { id: string } | { name: string; domain?: Reference | undefined };

/** The project that a user wants to be in, and as what; undefined when it is none of theirs. */
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
