import { randomUUID } from 'node:crypto';
import type { Role } from '../../core/contract/iam.ts';
import type { StoreTransaction } from '../store/schema.ts';

/** A person to let in: names as they sign in with, and the password as `hashPassword` makes it. */
export type NewPerson = {
  account: string;
  project: string;
  user: string;
  password_hash: string;
  role: Role;
  /** Where the user's id should be known beforehand; random otherwise. */
  user_id?: string;
};

export type AddedPerson = {
  account_id: string;
  project_id: string;
  user_id: string;
  /** What had to be made; the rest was there. */
  made: { account: boolean; project: boolean; user: boolean };
};

/**
 * Lets a person into a project. The account and the project are made when they are missing; a user who is there
 * gets the new password and role.
 */
export async function addPerson(trx: StoreTransaction, person: NewPerson): Promise<AddedPerson> {
  const account = await findOrMakeAccount(trx, person.account);
  const project = await findOrMakeProject(trx, account.id, person.project);
  const user = await setUser(trx, account.id, person);
  await trx
    .insertInto('memberships')
    .values({ project_id: project.id, user_id: user.id, role: person.role })
    .onConflict((conflict) => conflict.columns(['project_id', 'user_id']).doUpdateSet({ role: person.role }))
    .execute();
  return {
    account_id: account.id,
    project_id: project.id,
    user_id: user.id,
    made: { account: account.isNew, project: project.isNew, user: user.isNew },
  };
}

async function findOrMakeAccount(trx: StoreTransaction, name: string) {
  const found = await trx
    .selectFrom('accounts')
    .where('name', '=', name)
    .select('account_id')
    .executeTakeFirst();
  if (found) return { id: found.account_id, isNew: false };
  const account_id = newId();
  await trx.insertInto('accounts').values({ account_id, name }).execute();
  return { id: account_id, isNew: true };
}

async function findOrMakeProject(trx: StoreTransaction, account_id: string, name: string) {
  const found = await trx
    .selectFrom('projects')
    .where('account_id', '=', account_id)
    .where('name', '=', name)
    .select('project_id')
    .executeTakeFirst();
  if (found) return { id: found.project_id, isNew: false };
  const project_id = newId();
  await trx.insertInto('projects').values({ project_id, account_id, name }).execute();
  return { id: project_id, isNew: true };
}

async function setUser(trx: StoreTransaction, account_id: string, person: NewPerson) {
  const { password_hash } = person;
  const found = await trx
    .selectFrom('users')
    .where('account_id', '=', account_id)
    .where('name', '=', person.user)
    .select('user_id')
    .executeTakeFirst();
  if (found) {
    await trx.updateTable('users').set({ password_hash }).where('user_id', '=', found.user_id).execute();
    return { id: found.user_id, isNew: false };
  }
  const user_id = person.user_id ?? newId();
  const row = { user_id, account_id, name: person.user, password_hash, created_at: Date.now() };
  await trx.insertInto('users').values(row).execute();
  return { id: user_id, isNew: true };
}

/** IAM's ids are UUIDs without the hyphens. */
function newId(): string {
  return randomUUID().replaceAll('-', '');
}
