import { removePerson } from '../../iam/users/remove-user.ts';
import { withStreams } from '../../iam/users/streams-ended.ts';
import { tellEnded } from './tell-ended.ts';
import { type Act, findPerson, personOf, type UserWords } from './user-values.ts';

/** `coppice user remove NAME …`: lets somebody in no more, and says what ended. */
export function removeUser(words: UserWords): Act {
  const person = personOf(words);
  return async (opened) => {
    const { user_id } = await findPerson(opened.store, person);
    const done = await withStreams(opened, user_id, () =>
      opened.store.transaction().execute((trx) => removePerson(trx, user_id)),
    );
    console.log(`Removed ${person.user} of ${person.account}.`);
    tellEnded(person.user, done);
  };
}
