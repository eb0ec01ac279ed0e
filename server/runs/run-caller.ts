import { isPermitted } from '../../core/contract/roles.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import type { RunRow } from './run-row.ts';

/** Whose run it is, and what they had when it was begun. */
type RunOperator = Pick<RunRow, 'project_id' | 'user_id' | 'token_hash' | 'sealed_login'>;

/**
 * In whose name a run asks the registry: whoever began it or took it over, with what they have by now. Undefined when
 * they are gone, or may not delete in the project any more.
 */
export async function callerOfRun(store: Store, run: RunOperator): Promise<Caller | undefined> {
  const row = await store
    .selectFrom('memberships')
    .innerJoin('users', 'users.user_id', 'memberships.user_id')
    .innerJoin('projects', 'projects.project_id', 'memberships.project_id')
    .innerJoin('accounts', 'accounts.account_id', 'users.account_id')
    .leftJoin('tokens', (join) => join.on('tokens.token_hash', '=', run.token_hash))
    .where('memberships.project_id', '=', run.project_id)
    .where('memberships.user_id', '=', run.user_id)
    .select(['memberships.role', 'tokens.sealed_login', 'projects.name as project_name'])
    .select(['users.name as user_name', 'accounts.account_id', 'accounts.name as account_name'])
    .executeTakeFirst();
  if (!row) return undefined;
  if (!isPermitted(row.role, 'modelarts:model:delete')) return undefined;
  return {
    ...row,
    user_id: run.user_id,
    project_id: run.project_id,
    ...(run.token_hash !== null && { token_hash: run.token_hash }),
    // A session that ended since does not end what was begun in it: a copy is kept with the run.
    sealed_login: row.sealed_login ?? run.sealed_login,
  };
}
