import { hashFor } from '../../iam/users/set-password.ts';
import { byCommand } from '../../people/actor.ts';
import { setPersonPassword } from '../../people/change-people.ts';
import { readPassword } from './read-password.ts';
import { tellEnded } from './tell-ended.ts';
import { type Act, personOf, requireUser, type UserArgv } from './user-values.ts';

/** `coppice user password NAME …`: gives somebody another password, and says what ended. */
export async function changePassword(words: UserArgv): Promise<Act> {
  const person = personOf(words);
  const password = await readPassword(person.user, words['password-stdin'] === true);
  return async (opened) => {
    const { store } = opened;
    const target = await requireUser(store, person);
    const password_hash = await hashFor(store, target.user_id, password);
    const done = await setPersonPassword(byCommand(opened), target, password_hash);
    const whose = `${person.user} of ${person.account}`;
    console.log(
      done.ended
        ? `Changed the password of ${whose}.`
        : `${whose} has this password already: nothing was changed.`,
    );
    tellEnded(person, done);
  };
}
