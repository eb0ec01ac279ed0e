import { ROLES_OR_NONE } from '../../../core/contract/roles.ts';
import { UsageError } from '../../config.ts';
import { byCommand } from '../../people/actor.ts';
import { setPersonRole } from '../../people/change-people.ts';
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
    const target = await requireUser(opened.store, { user, account });
    const { project_id: id } = await findProject(opened.store, account, project);
    const change = { project: { id, name: project }, role };
    const done = await setPersonRole(byCommand(opened), target, change);
    const said = role === 'none' ? 'no member' : role;
    const since = done.before === role ? 'already: nothing was changed' : 'now';
    console.log(`${user} is ${said} of ${project} in ${account} ${since}.`);
    tellEnded({ user, account }, done);
  };
}
