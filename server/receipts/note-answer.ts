import type { Answer } from '../../core/deletion/answer.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { checkReceipt } from './check-receipt.ts';
import { lockReceipt } from './lock-receipt.ts';
import { readReceipt } from './read-receipt.ts';
import { summaryOf } from './summary-of.ts';

/** Writes what came back of a call on its receipt. A run that ended meanwhile can now be looked into. */
export async function noteAnswer(
  trx: StoreTransaction,
  project_id: string,
  deletion_id: string,
  call_number: number,
  { status, body }: Pick<Answer, 'status' | 'body'>,
): Promise<void> {
  await lockReceipt(trx, project_id, deletion_id);
  const answered_at = Date.now();
  await trx
    .updateTable('deletion_calls')
    .set({ status, body, answered_at })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('call_number', '=', call_number)
    .execute();
  const receipt = await readReceipt(trx, project_id, deletion_id);
  await trx
    .updateTable('deletions')
    .set({ seen_at: answered_at, ...summaryOf(receipt) })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .execute();
  if (receipt.ended_at !== null) await checkReceipt(trx, project_id, deletion_id);
}
