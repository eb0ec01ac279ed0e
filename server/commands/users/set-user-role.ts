import { UsageError } from '../../config.ts';
import { ROLES_OR_NONE, setRole } from '../../iam/users/set-role.ts';
import { withStreams } from '../../iam/users/streams-ended.ts';
import { findProject } from '../find-project.ts';
import { required } from '../parse-argv.ts';
import { tellEnded } from './tell-ended.ts';
import { type Act, personOf, requireUser, type UserArgv } from './user-values.ts';

/** `coppice user role NAME …`: says what somebody may do in a project from now on. */
export function setUserRole(words: UserArgv): Act {
  const { user, account } = personOf(words);
  const project = required('project', words.project);
  const role = ROLES_OR_NONE.find((known) => known === words.role);
  if (!role) throw new UsageError(`--role has to be one of ${ROLES_OR_NONE.join(', ')}.`);

  return async (opened) => {
    const { user_id } = await requireUser(opened.store, { user, account });
    const { project_id: id } = await findProject(opened.store, account, project);
    const done = await withStreams(opened, user_id, () =>
      opened.store.transaction().execute((trx) => setRole(trx, user_id, { id, name: project }, role)),
    );
    const said = role === 'none' ? 'no member' : role;
    const since = done.before === role ? 'already: nothing was changed' : 'now';
    console.log(`${user} is ${said} of ${project} in ${account} ${since}.`);
    tellEnded(user, done);
  };
}
