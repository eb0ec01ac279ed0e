import { readConfig, UsageError } from '../config.ts';
import { openStore } from '../store/open-store.ts';
import { parseArgv } from './parse-argv.ts';
import { addUser } from './users/add-user.ts';
import { changePassword } from './users/change-password.ts';
import { listUsers } from './users/list-users.ts';
import { removeUser } from './users/remove-user.ts';
import { setUserRole } from './users/set-user-role.ts';
import { signOutUser } from './users/sign-out-user.ts';
import { type Act, USER_FLAGS, type UserArgv } from './users/user-values.ts';

/** `coppice user add | list | remove | role | password | sign-out …`: the people of this registry. */
export async function changeUsers(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: USER_FLAGS, allowPositionals: true });
  const [verb, name, ...others] = positionals;
  if (others.length > 0) throw new UsageError(WRITE);
  const config = readConfig(values, process.env);
  // A password is asked for before the database is opened: nobody else may use a data directory meanwhile.
  const act = await actionFor(verb, { ...values, name });
  const opened = await openStore(config.store);
  try {
    await act(opened);
  } finally {
    await opened.close();
  }
}

const WRITE = 'Write: coppice user add | remove | role | password | sign-out NAME …, or coppice user list';

/** What is to be done, once all that it needs is known to be there. */
function actionFor(verb: string | undefined, words: UserArgv): Act | Promise<Act> {
  switch (verb) {
    case 'add':
      return addUser(words);
    case 'list':
      return listUsers(words);
    case 'remove':
      return removeUser(words);
    case 'role':
      return setUserRole(words);
    case 'password':
      return changePassword(words);
    case 'sign-out':
      return signOutUser(words);
    default:
      throw new UsageError(WRITE);
  }
}
