import { UsageError } from '../../config.ts';
import { selectUsers } from '../../iam/users/select-users.ts';
import { countOf } from '../count-of.ts';
import { printable } from '../printable.ts';
import type { Act, UserArgv } from './user-values.ts';

/** `coppice user list …`: everybody, or everybody of an account, a line for each. */
export function listUsers({ name, account }: UserArgv): Act {
  if (name !== undefined) throw new UsageError('Write: coppice user list [--account A]');
  return async ({ store }) => {
    const people = await selectUsers(store, account);
    for (const { user_name, account_name, roles, keys, sessions, seen_at } of people) {
      const places = roles.map(({ project_name, role }) => `${role} of ${project_name}`).join(', ');
      const counts = `${countOf(keys, 'access key')}, ${countOf(sessions, 'session')}`;
      const seen = seen_at === null ? 'not seen yet' : `seen ${new Date(seen_at).toISOString()}`;
      const said = [user_name, account_name, places || 'member of no project', counts, seen];
      console.log(said.map(printable).join('  '));
    }
    if (people.length === 0) console.log('There are none.');
  };
}
