import type { Answer } from '../../core/deletion/answer.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { lookAgain } from './check-receipt.ts';
import { lockReceipt } from './lock-receipt.ts';
import { readReceipt } from './read-receipt.ts';
import { summaryOf } from './summary-of.ts';

/**
 * Writes what came back of a call on its receipt. A run that is over, with this call or before, is looked into.
 *
 * @param isLast whether the deletion is completed by this call.
 */
export async function noteAnswer(
  trx: StoreTransaction,
  project_id: string,
  deletion_id: string,
  call_number: number,
  { status, body }: Pick<Answer, 'status' | 'body'>,
  { isLast }: { isLast: boolean },
): Promise<void> {
  const { ended_at } = await lockReceipt(trx, project_id, deletion_id);
  const now = Date.now();
  await trx
    .updateTable('deletion_calls')
    .set({ status, body, answered_at: now })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('call_number', '=', call_number)
    .execute();
  const end = isLast && ended_at === null ? ({ ending: 'completed', ended_at: now } as const) : {};
  const known = await readReceipt(trx, project_id, deletion_id);
  const isOver = isLast || ended_at !== null;
  const receipt = isOver ? await lookAgain(trx, project_id, { ...known, state: 'ended' }, now) : known;
  await trx
    .updateTable('deletions')
    .set({ seen_at: now, ...end, checks: JSON.stringify(receipt.checks), ...summaryOf(receipt) })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
}
