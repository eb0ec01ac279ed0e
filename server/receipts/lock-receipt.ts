import type { Receipt } from '../../core/console-api/receipt.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { noSuchDeletion, readCalls, selectDeletion } from './reading/read-receipt.ts';

/**
 * Locks a receipt until the transaction ends: its calls, its check and its end are written one at a time. Answers it
 * as it is then, and whose it is.
 *
 * @throws ApiError 0006 when the project has no such receipt.
 */
export async function lockReceipt(
  trx: StoreTransaction,
  project_id: string,
  deletion_id: string,
  now = Date.now(),
): Promise<{ user_id: string; receipt: Receipt }> {
  const deletion = await selectDeletion(trx, project_id, deletion_id).forUpdate().executeTakeFirst();
  if (!deletion) throw noSuchDeletion(deletion_id);
  // By a statement of its own: only what begins after the lock is held sees the calls of who held it before.
  return { user_id: deletion.user_id, receipt: await readCalls(trx, deletion, now) };
}
