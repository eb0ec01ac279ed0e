import { deleteUser } from '../../iam/users/delete-user.ts';
import { withStreams } from '../../iam/users/streams-ended.ts';
import { tellEnded } from './tell-ended.ts';
import { type Act, personOf, requireUser, type UserArgv } from './user-values.ts';

/** `coppice user remove NAME …`: lets somebody in no more, and says what ended. */
export function removeUser(words: UserArgv): Act {
  const person = personOf(words);
  return async (opened) => {
    const { user_id } = await requireUser(opened.store, person);
    const done = await withStreams(opened, user_id, () =>
      opened.store.transaction().execute((trx) => deleteUser(trx, user_id)),
    );
    console.log(`Removed ${person.user} of ${person.account}.`);
    tellEnded(person.user, done);
  };
}
