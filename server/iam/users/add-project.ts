import { randomUUID } from 'node:crypto';
import type { StoreTransaction } from '../../store/schema.ts';

type Made = { id: string; isNew: boolean };

/** The project of these names, created with its account where they are missing. Idempotent. */
export async function addProject(
  trx: StoreTransaction,
  names: { account: string; project: string },
): Promise<{ account: Made; project: Made }> {
  const account = await findOrMakeAccount(trx, names.account);
  return { account, project: await findOrMakeProject(trx, account.id, names.project) };
}

async function findOrMakeAccount(trx: StoreTransaction, name: string): Promise<Made> {
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

async function findOrMakeProject(trx: StoreTransaction, account_id: string, name: string): Promise<Made> {
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

/** IAM's ids are UUIDs without the hyphens. */
export function newId(): string {
  return randomUUID().replaceAll('-', '');
}
