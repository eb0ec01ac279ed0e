import type { StoreTransaction } from '../../store/schema.ts';
import { type Ended, endAccess } from './end-access.ts';
import { onlyOperatorIn } from './only-operator.ts';

/**
 * Deletes a user, with their memberships and credentials. Receipts keep their name; models and services stay.
 *
 * @returns what was revoked, and the projects that have no operator any more.
 */
export async function deleteUser(
  trx: StoreTransaction,
  user_id: string,
): Promise<{ ended: Ended; abandoned: string[] }> {
  const ended = await endAccess(trx, user_id);
  const abandoned = await onlyOperatorIn(trx, user_id);
  await trx.deleteFrom('memberships').where('user_id', '=', user_id).execute();
  await trx.deleteFrom('users').where('user_id', '=', user_id).execute();
  return { ended, abandoned };
}
