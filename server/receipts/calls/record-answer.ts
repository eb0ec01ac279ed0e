import { type QueryCreator, sql } from 'kysely';
import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import type { Answer } from '../../../core/deletion/answer.ts';
import { ACTIVITY_COLUMNS, activitiesOfDeletion, noteDeletion } from '../../activity/note-activity.ts';
import { notifyChange } from '../../events/notify-change.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Database, Store, StoreTransaction } from '../../store/schema.ts';
import type { Folded } from '../fold-receipt.ts';
import { lockReceipt } from '../lock-receipt.ts';
import { summaryOf } from '../summary-of.ts';
import { tellOutcomes } from '../tell-outcomes.ts';
import type { Verification } from '../verification/verification.ts';
import type { CallKey } from './hold-call.ts';

/** An answer as it came, before anything is read from it. */
export type RawAnswer = Pick<Answer, 'status' | 'body' | 'problem'>;

/**
 * Writes the answer of a call on its receipt, also of a call that was given up meanwhile. A run that is over, with this
 * call or before it, is verified in the same transaction, as far as that is possible there.
 *
 * @param isLast whether the deletion is completed by this call.
 * @returns the receipt as it is then.
 * @throws ApiError 0006 (not found) when the project has no such receipt.
 */
export async function recordAnswer(
  trx: StoreTransaction,
  { project_id, deletion_id, call_number }: CallKey,
  raw: RawAnswer,
  { isLast, verification }: { isLast: boolean; verification: Verification },
): Promise<Receipt> {
  const now = Date.now();
  const { receipt: before, told } = await lockReceipt(trx, project_id, deletion_id, now);
  const answered = withAnswer(before, call_number, raw, now);
  const receipt = isLast ? completed(answered, now) : answered;
  const checked = await verification.afterCall(trx, { project_id, receipt, call_number, now });
  const telling = tellOutcomes(checked, told);
  await trx
    .with('answered', (db) => answerCall(db, { project_id, deletion_id, call_number }, raw, now))
    .updateTable('deletions')
    .modifyEnd(PREPARED)
    .set({ ...progressOf(checked, now), told: telling.told })
    .where('project_id', '=', project_id)
    .where('deletion_id', '=', deletion_id)
    .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
    .execute();
  await noteDeletion(trx, { project_id, deletion_id }, telling.activities, now);
  return checked.receipt;
}

/**
 * Fast path for a receipt that was opened for one call: writes the answer, completes the receipt, verifies it and tells of
 * it by a single statement instead of a transaction. Optimistic: the statement writes only if nobody else wrote to the receipt
 * since, and if its condition on the registry holds.
 *
 * @param opened the receipt as it was opened.
 * @returns the receipt as it is then; undefined when nothing was written, so that `recordAnswer` has to write it.
 */
export async function recordOnlyAnswer(
  store: Store,
  { project_id, opened }: { project_id: string; opened: Receipt },
  raw: RawAnswer,
  verification: Verification,
): Promise<Receipt | undefined> {
  const now = Date.now();
  const { deletion_id } = opened;
  const receipt = completed(withAnswer(opened, 1, raw, now), now);
  const found = verification.afterOnlyCall({ project_id, receipt, call_number: 1, now });
  if (!found) return undefined;
  const { told, activities } = tellOutcomes(found.checked, null);
  const written = store
    .with('answered', (db) =>
      answerCall(db, { project_id, deletion_id, call_number: 1 }, raw, now)
        .where('answered_at', 'is', null)
        .returning('call_number'),
    )
    .with('written', (db) =>
      db
        .updateTable('deletions')
        .set({ ...progressOf(found.checked, now), told })
        .where('project_id', '=', project_id)
        .where('deletion_id', '=', deletion_id)
        .where('ended_at', 'is', null)
        .where('told', 'is', null)
        .where(found.condition)
        .where(({ exists, selectFrom }) => exists(selectFrom('answered').select('call_number')))
        .returning(['project_id', 'user_id', 'user_name'])
        .returning(notifyChange(project_id, { about: 'deletions', deletion_id })),
    );
  const isWritten =
    activities.length === 0
      ? await written.selectFrom('written').modifyEnd(PREPARED).select('project_id').executeTakeFirst()
      : await written
          .insertInto('activities')
          .modifyEnd(PREPARED)
          .columns([...ACTIVITY_COLUMNS])
          .expression(activitiesOfDeletion(sql.ref('written'), activities, now))
          .returning(notifyChange(project_id, { about: 'activity' }))
          .executeTakeFirst();
  return isWritten && found.checked.receipt;
}

/** A receipt with the answer of one of its calls, which came at `now`. In ms since the epoch. */
function withAnswer(
  receipt: Receipt,
  call_number: number,
  { status, body, problem }: RawAnswer,
  now: number,
): Receipt {
  const calls = receipt.calls.map((call, index) => {
    if (index + 1 !== call_number) return call;
    const { problem: _, ...sent } = call;
    return { ...sent, status, body, answered_at: now, ...(problem !== undefined && { problem }) };
  });
  return receipt.ended_at === null ? { ...receipt, calls } : { ...receipt, calls, state: 'ended' };
}

/** A receipt whose run ended with its last call, unless it had ended before: the first ending stays. */
function completed(receipt: Receipt, now: number): Receipt {
  if (receipt.ended_at !== null) return receipt;
  return { ...receipt, state: 'ended', ending: 'completed', ended_at: now };
}

function answerCall(
  db: QueryCreator<Database>,
  { project_id, deletion_id, call_number }: CallKey,
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
