import { ApiError } from '../errors.ts';
import type { StoreTransaction } from '../store/schema.ts';

/**
 * Locks a receipt until the transaction ends: its calls, its check and its end are written one at a time.
 *
 * @throws ApiError 0006 when the project has no such receipt.
 */
export async function lockReceipt(trx: StoreTransaction, project_id: string, deletion_id: string) {
  const deletion = await trx
    .selectFrom('deletions')
    .select(['user_id', 'ended_at'])
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .forUpdate()
    .executeTakeFirst();
  if (!deletion) throw new ApiError('Coppice.0006', `There is no deletion ${deletion_id} in this project.`);
  return deletion;
}
