import type { Receipt } from '../../core/console/receipt.ts';
import type { Answer } from '../../core/deletion/answer.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import type { Look } from './look.ts';
import { summaryOf } from './summary-of.ts';

type Came = Pick<Answer, 'status' | 'body' | 'problem'>;

/**
 * Writes what came back of a call on its receipt, also of one that was given up meanwhile. A run that is over, with this
 * call or before, is looked into.
 *
 * @param isLast whether the deletion is completed by this call.
 * @param look how what is open then is looked up.
 * @returns the receipt as it is then.
 */
export async function noteAnswer(
  trx: StoreTransaction,
  project_id: string,
  deletion_id: string,
  call_number: number,
  { status, body, problem }: Came,
  { isLast, look }: { isLast: boolean; look: Look['within'] },
): Promise<Receipt> {
  const now = Date.now();
  const { receipt: before } = await lockReceipt(trx, project_id, deletion_id, now);
  const answer = { status, body, answered_at: now };
  const calls = before.calls.map((call, index) => {
    if (index + 1 !== call_number) return call;
    const { problem: _, ...sent } = call;
    return { ...sent, ...answer, ...(problem !== undefined && { problem }) };
  });
  const isOver = isLast || before.ended_at !== null;
  const end = isLast && before.ended_at === null ? ({ ending: 'completed', ended_at: now } as const) : {};
  const known = { ...before, calls };
  const receipt = isOver ? await look(trx, project_id, { ...known, ...end, state: 'ended' }, now) : known;
  await trx
    .with('answered', (db) =>
      db
        .updateTable('deletion_calls')
        .set({ ...answer, problem: problem ?? null })
        .where('project_id', '=', project_id)
        .where('deletion_id', '=', deletion_id)
        .where('call_number', '=', call_number),
    )
    .updateTable('deletions')
    .set({ seen_at: now, ...end, checks: JSON.stringify(receipt.checks), ...summaryOf(receipt) })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
  return receipt;
}
