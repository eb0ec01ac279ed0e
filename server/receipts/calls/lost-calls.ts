import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import type { Store, StoreTransaction } from '../../store/schema.ts';

const LOST = 'the gateway stopped before the answer was written';

/**
 * Gives up the calls of a receipt whose answers will not come: the gateway that made them is gone. On a registry in the
 * database none of them can begin to act afterwards (hold-call.ts), so that a list read from then on is final for them.
 * Requires the receipt's row lock.
 *
 * The evidence does not change by it: a call that is given up counts as one without an answer, as before.
 *
 * @param timing `now` in ms since the epoch; `lostAfter` how long an answer is waited for, in ms.
 * @returns the receipt with those calls given up; undefined while any call may still be in flight.
 */
export async function giveUpLostCalls(
  trx: StoreTransaction,
  project_id: string,
  receipt: Receipt,
  { now, lostAfter }: { now: number; lostAfter: number },
): Promise<Receipt | undefined> {
  const waiting = receipt.calls.flatMap((call, index) =>
    call.answered_at === null ? [{ ...call, call_number: index + 1 }] : [],
  );
  if (waiting.length === 0) return receipt;
  if (waiting.some((call) => call.sent_at > now - lostAfter)) return undefined;
  const numbers = waiting.map((call) => call.call_number);
  const held = await trx
    .selectFrom('deletion_calls')
    .select('call_number')
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', receipt.deletion_id)
    .where('call_number', 'in', numbers)
    .forUpdate()
    .skipLocked()
    .execute();
  if (held.length < waiting.length) return undefined;

  const lost = { answered_at: now, problem: LOST };
  await trx
    .updateTable('deletion_calls')
    .set(lost)
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', receipt.deletion_id)
    .where('call_number', 'in', numbers)
    .execute();
  const calls = receipt.calls.map((call) => (call.answered_at === null ? { ...call, ...lost } : call));
  return { ...receipt, calls };
}

/**
 * Marks every pending call as lost. Only for a gateway that starts on a database that it has to itself: the process that
 * made those calls is gone, so no answer will be written any more.
 */
export async function markCallsLost(store: Store): Promise<void> {
  await store
    .updateTable('deletion_calls')
    .set({ answered_at: Date.now(), problem: LOST })
    .where('answered_at', 'is', null)
    .execute();
}
