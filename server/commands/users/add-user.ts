import { ROLES } from '../../../core/contract/roles.ts';
import { UsageError } from '../../config.ts';
import { findUser } from '../../iam/find-user.ts';
import { hashFor } from '../../iam/users/set-password.ts';
import { byCommand } from '../../people/actor.ts';
import { addPerson } from '../../people/change-people.ts';
import { requireOwnRegistry } from '../../upstream/registry/registry-kind.ts';
import { required } from '../parse-argv.ts';
import { readPassword } from './read-password.ts';
import { countAll, tellEnded } from './tell-ended.ts';
import { type Act, personOf, type UserArgv } from './user-values.ts';

/** `coppice user add NAME …`: lets a person into a project, and says what it did. */
export async function addUser(words: UserArgv): Promise<Act> {
  const { user, account } = personOf(words);
  const project = required('project', words.project);
  const role = ROLES.find((known) => known === words.role);
  if (!role) throw new UsageError(`--role has to be one of ${ROLES.join(', ')}.`);
  const password = await readPassword(user, words['password-stdin'] === true);

  return async (opened) => {
    const { store } = opened;
    await requireOwnRegistry(store);
    const target = await findUser(store, { account, user });
    const password_hash = await hashFor(store, target?.user_id, password);
    const done = await addPerson(byCommand(opened), target, { account, project, user, password_hash, role });
    const { made } = done;
    if (made.account) console.log(`Made account ${account}.`);
    if (made.project) console.log(`Made project ${project}.`);
    console.log(`${made.user ? 'Added' : 'Updated'} ${user}: ${role} of ${project} in ${account}.`);
    // Of who had nothing yet, there is nothing to say.
    tellEnded({ user, account }, { ...done, ended: countAll(done) === 0 ? undefined : done.ended });
  };
}
