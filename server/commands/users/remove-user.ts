import { byCommand } from '../../people/actor.ts';
import { removePerson } from '../../people/change-people.ts';
import { tellEnded } from './tell-ended.ts';
import { type Act, personOf, requireUser, type UserArgv } from './user-values.ts';

/** `coppice user remove NAME …`: lets somebody in no more, and says what ended. */
export function removeUser(words: UserArgv): Act {
  const person = personOf(words);
  return async (opened) => {
    const target = await requireUser(opened.store, person);
    const done = await removePerson(byCommand(opened), target);
    console.log(`Removed ${person.user} of ${person.account}.`);
    tellEnded(person, done);
  };
}
