import type { Caller } from '../../server/iam/caller.ts';

/** Who measures: an operator of the project. */
export function benchCaller(project_id: string): Caller {
  return {
    user_id: 'bench',
    user_name: 'bench',
    account_id: 'bench',
    account_name: 'bench',
    project_id,
    project_name: 'bench',
    role: 'operator',
  };
}
