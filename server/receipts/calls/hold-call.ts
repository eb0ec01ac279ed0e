import type { Receipt } from '../../../core/console-api/receipt.ts';
import { ApiError } from '../../errors.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { StoreTransaction } from '../../store/schema.ts';

/** A call that is written on a receipt, when that was, in ms since the epoch, and the name of its target. */
export type NotedCall = {
  project_id: string;
  deletion_id: string;
  call_number: number;
  sent_at: number;
  model_name: string;
  /** The receipt, if it was opened for this call alone. */
  opened?: Receipt;
};

/**
 * Holds a call until the transaction in which it acts is over, however it ends; comes first in that transaction. While
 * a call is held, nobody takes it for lost.
 *
 * @throws ApiError 0007 when it was taken for lost before it began: what was read since says that it does not act.
 */
export async function holdCall(
  trx: StoreTransaction,
  { project_id, deletion_id, call_number }: NotedCall,
): Promise<void> {
  const { answered_at } = await trx
    .selectFrom('deletion_calls')
    .modifyEnd(PREPARED)
    .select('answered_at')
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('call_number', '=', call_number)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (answered_at === null) return;
  throw new ApiError(
    'Coppice.0007',
    'Nothing was deleted: the call took so long to begin that it was given up.',
  );
}
