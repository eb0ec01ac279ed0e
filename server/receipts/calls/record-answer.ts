import type { QueryCreator } from 'kysely';
import type { Receipt } from '../../../core/console-api/receipt.ts';
import type { Answer } from '../../../core/deletion/answer.ts';
import { notifyChange } from '../../events/notify-change.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Database, Store, StoreTransaction } from '../../store/schema.ts';
import type { Folded } from '../fold-receipt.ts';
import { lockReceipt } from '../lock-receipt.ts';
import { summaryOf } from '../summary-of.ts';
import type { Verification } from '../verification/verification.ts';
import type { NotedCall } from './hold-call.ts';

type RawAnswer = Pick<Answer, 'status' | 'body' | 'problem'>;

/**
 * Writes what came back of a call on its receipt, also of one that was given up meanwhile. A run that is over, with this
 * call or before, is looked into.
 *
 * @param isLast whether the deletion is completed by this call.
 * @returns the receipt as it is then.
 */
export async function recordAnswer(
  trx: StoreTransaction,
  { project_id, deletion_id, call_number }: Pick<NotedCall, 'project_id' | 'deletion_id' | 'call_number'>,
  raw: RawAnswer,
  { isLast, verification }: { isLast: boolean; verification: Verification },
): Promise<Receipt> {
  const now = Date.now();
  const { receipt: before } = await lockReceipt(trx, project_id, deletion_id, now);
  const receipt = withAnswer(before, call_number, raw, isLast, now);
  const checked = await verification.afterCall(trx, { project_id, receipt, call_number, now });
  await trx
    .with('answered', (db) => answerCall(db, { project_id, deletion_id, call_number }, raw, now))
    .updateTable('deletions')
    .modifyEnd(PREPARED)
    .set(progressOf(checked, now))
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
  return checked.receipt;
}

/**
 * Writes what came back of the call that a receipt was opened for, and completes the receipt, by one statement. That is
 * enough as long as nobody else wrote to it, and the statement can find out what there is to find out.
 *
 * @param opened the receipt as it was opened.
 * @returns undefined when that is not so: then the answer has yet to be noted.
 */
export async function recordOnlyAnswer(
  store: Store,
  project_id: string,
  opened: Receipt,
  raw: RawAnswer,
  verification: Verification,
): Promise<Receipt | undefined> {
  const now = Date.now();
  const { deletion_id } = opened;
  const receipt = withAnswer(opened, 1, raw, true, now);
  const found = verification.afterOnlyCall({ project_id, receipt, call_number: 1, now });
  if (!found) return undefined;
  const written = await store
    .with('answered', (db) =>
      answerCall(db, { project_id, deletion_id, call_number: 1 }, raw, now)
        .where('answered_at', 'is', null)
        .returning('call_number'),
    )
    .updateTable('deletions')
    .modifyEnd(PREPARED)
    .set(progressOf(found.checked, now))
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('ended_at', 'is', null)
    .where(found.condition)
    .where(({ exists, selectFrom }) => exists(selectFrom('answered').select('call_number')))
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .executeTakeFirst();
  return written && found.checked.receipt;
}

/** A receipt with the answer of one of its calls, completed if that is the last one. */
function withAnswer(
  receipt: Receipt,
  call_number: number,
  { status, body, problem }: RawAnswer,
  isLast: boolean,
  now: number,
): Receipt {
  const calls = receipt.calls.map((call, index) => {
    if (index + 1 !== call_number) return call;
    const { problem: _, ...sent } = call;
    return { ...sent, status, body, answered_at: now, ...(problem !== undefined && { problem }) };
  });
  if (receipt.ended_at !== null) return { ...receipt, calls, state: 'ended' };
  return isLast
    ? { ...receipt, calls, state: 'ended', ending: 'completed', ended_at: now }
    : { ...receipt, calls };
}

function answerCall(
  db: QueryCreator<Database>,
  { project_id, deletion_id, call_number }: { project_id: string; deletion_id: string; call_number: number },
  { status, body, problem }: RawAnswer,
  now: number,
) {
  return db
    .updateTable('deletion_calls')
    .set({ status, body, problem: problem ?? null, answered_at: now })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .where('call_number', '=', call_number);
}

/** How far a receipt is, as columns. */
function progressOf(folded: Folded, now: number) {
  const { ending, ended_at, checks } = folded.receipt;
  return { seen_at: now, ending, ended_at, checks: JSON.stringify(checks), ...summaryOf(folded, now) };
}
