import { sql } from 'kysely';
import type { Role } from '../../../core/contract/roles.ts';
import type { SignedIn } from '../../iam/sign-in/sign-in.ts';
import type { StoreTransaction } from '../../store/schema.ts';

type IdAndName = { id: string; name: string };

/** A user of the remote IAM, with the projects that are known to be theirs. */
export type RemoteUser = Pick<SignedIn, 'user' | 'account' | 'project'> & {
  projects: (IdAndName & { role: Role })[];
};

/** Any number, if it is no other lock's: with an account, the key of an advisory lock. */
const ACCOUNT_LOCK = 4_600_002;

/** No password has this hash: users of a remote IAM sign in there. */
const NO_PASSWORD_HASH = '';

/** Stores a user with account and projects, by the ids that the remote IAM has for them; names change, and follow. */
export async function upsertUser(
  trx: StoreTransaction,
  { user, account, projects }: RemoteUser,
): Promise<void> {
  // Users of one account who sign in at the same moment wait for each other here.
  await sql`select pg_advisory_xact_lock(${ACCOUNT_LOCK}, hashtext(${account.id}))`.execute(trx);
  await upsertAccount(trx, account);
  await upsertUserRow(trx, account.id, user);
  for (const project of projects) {
    await upsertProject(trx, account.id, project);
    await trx
      .insertInto('memberships')
      .values({ project_id: project.id, user_id: user.id, role: project.role })
      .onConflict((conflict) =>
        conflict.columns(['project_id', 'user_id']).doUpdateSet({ role: project.role }),
      )
      .execute();
  }
}

async function upsertAccount(trx: StoreTransaction, { id, name }: IdAndName): Promise<void> {
  await trx
    .updateTable('accounts')
    .set({ name: renamed('account_id') })
    .where('name', '=', name)
    .where('account_id', '<>', id)
    .execute();
  await trx
    .insertInto('accounts')
    .values({ account_id: id, name })
    // A key tells the id alone, which is no reason to forget the name.
    .onConflict((conflict) =>
      id === name
        ? conflict.column('account_id').doNothing()
        : conflict.column('account_id').doUpdateSet({ name }),
    )
    .execute();
}

async function upsertUserRow(
  trx: StoreTransaction,
  account_id: string,
  { id, name }: IdAndName,
): Promise<void> {
  await trx
    .updateTable('users')
    .set({ name: renamed('user_id') })
    .where('account_id', '=', account_id)
    .where('name', '=', name)
    .where('user_id', '<>', id)
    .execute();
  await trx
    .insertInto('users')
    .values({ user_id: id, account_id, name, password_hash: NO_PASSWORD_HASH, created_at: Date.now() })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ name, account_id }))
    .execute();
}

async function upsertProject(
  trx: StoreTransaction,
  account_id: string,
  { id, name }: IdAndName,
): Promise<void> {
  await trx
    .updateTable('projects')
    .set({ name: renamed('project_id') })
    .where('account_id', '=', account_id)
    .where('name', '=', name)
    .where('project_id', '<>', id)
    .execute();
  await trx
    .insertInto('projects')
    .values({ project_id: id, account_id, name })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet({ name, account_id }))
    .execute();
}

/** What had a name that another has now gets its id behind it: it existed once, and receipts name it. */
function renamed(id: string) {
  return sql<string>`name || ' (' || ${sql.ref(id)} || ')'`;
}
