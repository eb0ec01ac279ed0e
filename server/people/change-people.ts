import type { RoleOrNone } from '../../core/contract/roles.ts';
import { noteActivities } from '../activity/note-activity.ts';
import { type AddedUser, createUser, type NewUser } from '../iam/users/create-user.ts';
import { deleteUser } from '../iam/users/delete-user.ts';
import { type Ended, endSessions } from '../iam/users/end-access.ts';
import { setPassword } from '../iam/users/set-password.ts';
import { setRole } from '../iam/users/set-role.ts';
import { type Streams, withStreams } from '../iam/users/streams-ended.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { type Changing, type Target, told } from './actor.ts';
import { watchingAdmins } from './last-admin.ts';

/**
 * Everything that is done to people, by the console and by the command alike: as `server/iam/users` does it, written down
 * in the same transaction, with what ended at once. Each throws ApiError 0021 (last administrator) where one has to stay.
 */

/**
 * Adds somebody, or gives somebody who is there another password and role.
 *
 * @param target absent for somebody who is not there yet.
 */
export function addPerson(changing: Changing, target: Target | undefined, person: NewUser) {
  return inOneGo(changing, target?.user_id, (trx) => {
    const add = async () => {
      const added = await createUser(trx, person);
      await noteAdded(trx, changing, person, added);
      return added;
    };
    if (target) return watchingAdmins(trx, { ...target, ...changing }, add);
    return add().then((added) => ({ ...added, hasLostAdmin: false }));
  });
}

/** Writes down who was added, or what became of somebody who was there. */
export async function noteAdded(
  trx: StoreTransaction,
  changing: Pick<Changing, 'actor'>,
  { user, project, role }: NewUser,
  { account_id, user_id, made, hasNewPassword, before }: AddedUser,
): Promise<void> {
  const common = told(changing, { user_id, user_name: user, account_id });
  if (made.user) {
    await noteActivities(trx, [{ ...common, kind: 'user-added', facts: { project, role } }]);
    return;
  }
  const facts = { project, role_before: before, role };
  await noteActivities(trx, [
    ...(hasNewPassword ? [{ ...common, kind: 'user-password-set' as const }] : []),
    ...(before === role ? [] : [{ ...common, kind: 'user-role-set' as const, facts }]),
  ]);
}

/** Sets what somebody may do in a project. */
export function setPersonRole(
  changing: Changing,
  target: Target,
  { project, role }: { project: { id: string; name: string }; role: RoleOrNone },
) {
  return inOneGo(changing, target.user_id, (trx) =>
    watchingAdmins(trx, { ...target, ...changing }, async () => {
      const done = await setRole(trx, target.user_id, project, role);
      if (done.before !== role) {
        const facts = { project: project.name, role_before: done.before, role };
        await noteActivities(trx, [{ ...told(changing, target), kind: 'user-role-set', facts }]);
      }
      return done;
    }),
  );
}

/** Gives somebody another password. `password_hash` as `hashFor` makes it. */
export function setPersonPassword(changing: Changing, target: Target, password_hash: string) {
  return inOneGo(changing, target.user_id, async (trx) => {
    const ended = await setPassword(trx, target.user_id, password_hash);
    if (ended) await noteActivities(trx, [{ ...told(changing, target), kind: 'user-password-set' }]);
    return { ended };
  });
}

/** Lets somebody in no more. */
export function removePerson(changing: Changing, target: Target) {
  return inOneGo(changing, target.user_id, (trx) =>
    watchingAdmins(trx, { ...target, ...changing }, async () => {
      const done = await deleteUser(trx, target.user_id);
      await noteActivities(trx, [{ ...told(changing, target), kind: 'user-removed' }]);
      return done;
    }),
  );
}

/** Ends all that somebody signed in to; what they may do stays, and so do their access keys. */
export function endPersonSessions(changing: Changing, target: Target) {
  return inOneGo(changing, target.user_id, async (trx) => {
    const ended = await endSessions(trx, target.user_id);
    await noteSessionsEnded(trx, changing, target, ended);
    return { ended };
  });
}

/** Writes down how many sessions and tokens ended, if any did. */
export async function noteSessionsEnded(
  trx: StoreTransaction,
  changing: Pick<Changing, 'actor'>,
  target: Target,
  { sessions, tokens }: Pick<Ended, 'sessions' | 'tokens'>,
): Promise<void> {
  const count = sessions + tokens;
  if (count === 0) return;
  await noteActivities(trx, [{ ...told(changing, target), kind: 'sessions-ended', count }]);
}

/** In one transaction, with the event streams that end by it counted where somebody listens. */
async function inOneGo<T extends { ended: Ended | undefined }>(
  { store, listen }: Changing,
  user_id: string | undefined,
  act: (trx: StoreTransaction) => Promise<T>,
): Promise<T & Streams> {
  const run = () => store.transaction().execute(act);
  if (!listen) return { ...(await run()), streams: 0, silent: 0 };
  return withStreams({ store, listen }, user_id, run);
}
