import type { Role, RoleOrNone } from '../../../core/contract/roles.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { findUser } from '../find-user.ts';
import { addProject, newId } from './add-project.ts';
import { type Ended, sumOf } from './end-access.ts';
import { setPassword } from './set-password.ts';
import { setRole } from './set-role.ts';

/** A user to create: the names that they sign in with, and the password's hash (`hashPassword`). */
export type NewUser = {
  account: string;
  project: string;
  user: string;
  password_hash: string;
  role: Role;
  /** Random when left out. */
  user_id?: string;
};

export type AddedUser = {
  account_id: string;
  project_id: string;
  user_id: string;
  /** What was created; the rest existed. */
  made: { account: boolean; project: boolean; user: boolean };
  /** Whether somebody who was there has another password now, and their role before. */
  hasNewPassword: boolean;
  before: RoleOrNone;
  /** What was revoked because of a new password or a lesser role; undefined when nothing was. */
  ended: Ended | undefined;
  /** The project, if nobody can delete there any more. */
  abandoned: string[];
};

/**
 * Adds a user to a project (upsert). Account and project are created when they are missing; a user who exists gets the new
 * password and role.
 */
export async function createUser(trx: StoreTransaction, person: NewUser): Promise<AddedUser> {
  const { account, project } = await addProject(trx, person);
  const user = await setUser(trx, account.id, person);
  const named = { id: project.id, name: person.project };
  const { ended, abandoned, before } = await setRole(trx, user.id, named, person.role);
  return {
    account_id: account.id,
    project_id: project.id,
    user_id: user.id,
    made: { account: account.isNew, project: project.isNew, user: user.isNew },
    hasNewPassword: user.ended !== undefined,
    before,
    ended: sumOf(user.ended, ended),
    abandoned,
  };
}

async function setUser(trx: StoreTransaction, account_id: string, person: NewUser) {
  const { user: name, password_hash } = person;
  const found = await findUser(trx, { account_id, user: name });
  if (found) {
    const ended = await setPassword(trx, found.user_id, password_hash);
    return { id: found.user_id, isNew: false, ended };
  }
  const user_id = person.user_id ?? newId();
  const row = { user_id, account_id, name, password_hash, created_at: Date.now() };
  await trx.insertInto('users').values(row).execute();
  return { id: user_id, isNew: true, ended: undefined };
}
