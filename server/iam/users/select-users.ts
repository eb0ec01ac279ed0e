import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Role } from '../../../core/contract/roles.ts';
import type { Store } from '../../store/schema.ts';

/** A user with their role in each project, by name, and how many access keys and open sessions they have. */
export type ListedUser = {
  user_name: string;
  account_name: string;
  roles: { project_name: string; role: Role }[];
  keys: number;
  sessions: number;
  /** When a request came from them last, in ms since the epoch; null when none did. */
  seen_at: number | null;
};

/** All users, or those of an account, by account and then by name. */
export function selectUsers(store: Store, account?: string): Promise<ListedUser[]> {
  let users = store
    .selectFrom('users')
    .innerJoin('accounts', 'accounts.account_id', 'users.account_id')
    .select(['users.name as user_name', 'accounts.name as account_name', 'users.seen_at'])
    .select(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom('memberships')
          .innerJoin('projects', 'projects.project_id', 'memberships.project_id')
          .whereRef('memberships.user_id', '=', 'users.user_id')
          .select(['projects.name as project_name', 'memberships.role'])
          .orderBy('projects.name'),
      ).as('roles'),
      selectFrom('access_keys')
        .whereRef('access_keys.user_id', '=', 'users.user_id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('keys'),
      selectFrom('tokens')
        .innerJoin('sessions', 'sessions.session_hash', 'tokens.session_hash')
        .whereRef('tokens.user_id', '=', 'users.user_id')
        .where('tokens.expires_at', '>', Date.now())
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('sessions'),
    ]);
  if (account !== undefined) users = users.where('accounts.name', '=', account);
  return users
    .orderBy('accounts.name')
    .orderBy('users.name')
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, keys: row.keys ?? 0, sessions: row.sessions ?? 0 })));
}
