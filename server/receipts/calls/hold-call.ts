import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { notAdmitted } from './not-admitted.ts';

/** The primary key of a call: the receipt that it is on, and its place there, from 1. */
export type CallKey = { project_id: string; deletion_id: string; call_number: number };

/** A call that is on a receipt and has no answer yet. */
export type PendingCall = CallKey & {
  /** When it was written down, in ms since the epoch. */
  sent_at: number;
  /** The name of its target. */
  model_name: string;
  /** The receipt, if it was opened for this call alone. */
  opened?: Receipt;
};

/**
 * Locks a call's row until the transaction in which it acts is over, however that ends; the first statement of that
 * transaction. While the row is locked, nobody takes the call for lost.
 *
 * @throws ApiError 0007 (NOT_ADMITTED) when it was taken for lost before it began: the check since then relies on it
 *   not acting any more.
 */
export async function holdCall(
  trx: StoreTransaction,
  { project_id, deletion_id, call_number }: CallKey,
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
  throw notAdmitted('the call took so long to begin that it was given up');
}
