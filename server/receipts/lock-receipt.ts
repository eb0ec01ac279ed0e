import type { Receipt } from '../../core/console-api/deletions/receipt.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { noSuchDeletion, readCalls, selectDeletion } from './reading/read-receipt.ts';
import type { Told } from './tell-outcomes.ts';

/**
 * Locks the row of a receipt until the transaction ends, which serialises all writes to its calls, checks and end.
 *
 * @param now ms since the epoch.
 * @returns the receipt as it is once the lock is held, the user who opened it, and what of it was told.
 * @throws ApiError 0006 (not found) when the project has no such receipt.
 */
export async function lockReceipt(
  trx: StoreTransaction,
  project_id: string,
  deletion_id: string,
  now = Date.now(),
): Promise<{ user_id: string; told: Told; receipt: Receipt }> {
  const deletion = await selectDeletion(trx, project_id, deletion_id).forUpdate().executeTakeFirst();
  if (!deletion) throw noSuchDeletion(deletion_id);
  // By a statement of its own: under READ COMMITTED only a snapshot taken after the lock has the calls of its last holder.
  const { user_id, told } = deletion;
  return { user_id, told, receipt: await readCalls(trx, deletion, now) };
}
