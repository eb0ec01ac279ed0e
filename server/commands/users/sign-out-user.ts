import { byCommand } from '../../people/actor.ts';
import { endPersonSessions } from '../../people/change-people.ts';
import { countAll, tellEnded } from './tell-ended.ts';
import { type Act, personOf, requireUser, type UserArgv } from './user-values.ts';

/** `coppice user sign-out NAME …`: ends all that somebody signed in to, and says what ended. */
export function signOutUser(words: UserArgv): Act {
  const person = personOf(words);
  return async (opened) => {
    const target = await requireUser(opened.store, person);
    const done = await endPersonSessions(byCommand(opened), target);
    const whose = `${person.user} of ${person.account}`;
    console.log(countAll(done) === 0 ? `${whose} was signed in nowhere.` : `Signed ${whose} out.`);
    tellEnded(person, { ...done, ended: countAll(done) === 0 ? undefined : done.ended });
  };
}
