import { DELETING_ROLES, ROLES_OR_NONE, type RoleOrNone } from '../../../core/contract/roles.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { type Ended, endAccess } from './end-access.ts';
import { onlyOperatorIn } from './only-operator.ts';

export type RoleSet = {
  before: RoleOrNone;
  /** What was revoked; undefined when the role is not less than before. */
  ended: Ended | undefined;
  /** The project, if nobody can delete there any more. */
  abandoned: string[];
};

/**
 * Sets or removes a user's role in a project. A lesser role revokes their credentials, those for other projects too: the
 * change takes effect at once, and they sign in again for what they keep. Idempotent.
 */
export async function setRole(
  trx: StoreTransaction,
  user_id: string,
  project: { id: string; name: string },
  role: RoleOrNone,
): Promise<RoleSet> {
  // Locks the user's row: of two concurrent changes, the later one sees the other's.
  await trx.selectFrom('users').where('user_id', '=', user_id).select('user_id').forUpdate().execute();
  const membership = await trx
    .selectFrom('memberships')
    .where('project_id', '=', project.id)
    .where('user_id', '=', user_id)
    .select('role')
    .executeTakeFirst();
  const before = membership?.role ?? 'none';
  const alone = mayDelete(role) ? [] : await onlyOperatorIn(trx, user_id);
  await write(trx, user_id, project.id, role);
  const isLess = ROLES_OR_NONE.indexOf(role) < ROLES_OR_NONE.indexOf(before);
  return {
    before,
    ended: isLess ? await endAccess(trx, user_id) : undefined,
    abandoned: alone.filter((name) => name === project.name),
  };
}

function mayDelete(role: RoleOrNone): boolean {
  return role !== 'none' && DELETING_ROLES.includes(role);
}

async function write(trx: StoreTransaction, user_id: string, project_id: string, role: RoleOrNone) {
  if (role === 'none') {
    const membership = trx.deleteFrom('memberships').where('project_id', '=', project_id);
    return membership.where('user_id', '=', user_id).execute();
  }
  return trx
    .insertInto('memberships')
    .values({ project_id, user_id, role })
    .onConflict((conflict) => conflict.columns(['project_id', 'user_id']).doUpdateSet({ role }))
    .execute();
}
