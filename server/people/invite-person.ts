import type { NewPerson } from '../../core/console-api/access/people.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { findUser } from '../iam/find-user.ts';
import { hashPassword } from '../iam/sign-in/passwords.ts';
import { createUser } from '../iam/users/create-user.ts';
import type { Store } from '../store/schema.ts';
import { noteAdded } from './change-people.ts';
import { findOwnProject } from './find-person.ts';

/**
 * Adds somebody to a project of the caller's account; nobody who is there is changed.
 *
 * @returns their id.
 * @throws ApiError 0023 (taken) for a name that somebody has; 0006 (not found) for no project of the account.
 */
export async function invitePerson(store: Store, caller: Caller, person: NewPerson): Promise<string> {
  const { account_id, account_name: account } = caller;
  const { name: project } = await findOwnProject(store, account_id, person.project_id);
  const password_hash = await hashPassword(person.password);
  return store.transaction().execute(async (trx) => {
    // Locks the account: of two who add the same name at once, the second one is told that it is taken.
    await trx
      .selectFrom('accounts')
      .where('account_id', '=', account_id)
      .select('account_id')
      .forNoKeyUpdate()
      .execute();
    const { user_name: user, role } = person;
    if (await findUser(trx, { account_id, user })) {
      throw new ApiError('Coppice.0023', 'Somebody of the account has this name already.');
    }
    const added = { account, project, user, password_hash, role };
    const made = await createUser(trx, added);
    await noteAdded(trx, { actor: caller }, added, made);
    return made.user_id;
  });
}
