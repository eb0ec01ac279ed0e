import type { RecordedCall } from '../../../core/console-api/receipt.ts';
import type { Call } from '../../../core/deletion/answer.ts';
import { applyAnswer } from '../../../core/deletion/apply-answer.ts';
import { rejectionReason } from '../../../core/deletion/next-call.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { readEvidence, reportLedger } from '../../../core/deletion/report.ts';
import { ApiError } from '../../errors.ts';
import { notifyChange } from '../../events/notify-change.ts';
import type { Caller } from '../../iam/caller.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Store } from '../../store/schema.ts';
import { lockReceipt } from '../lock-receipt.ts';
import { summaryOf } from '../summary-of.ts';
import type { NotedCall } from './hold-call.ts';

/**
 * Notes that a call of a deletion is being made, once: a second click, a second tab or a repeated request is turned
 * away before it does anything.
 *
 * @throws ApiError 0006 when the project has no such receipt; 0007 when it is not the caller's, has ended, does not
 *   plan the call, or has it already.
 */
export function admitCall(
  store: Store,
  caller: Caller,
  deletion_id: string,
  call: Call,
  request_id?: string,
): Promise<NotedCall> {
  const { project_id } = caller;
  return store.transaction().execute(async (trx) => {
    const { user_id, receipt } = await lockReceipt(trx, project_id, deletion_id);
    if (user_id !== caller.user_id) throw turnedAway('there is no such deletion of yours');
    if (receipt.ended_at !== null) throw turnedAway('the deletion has ended');
    const ledger = readEvidence(receipt.plan, receipt);
    const refusal = rejectionReason(ledger, call);
    if (refusal) throw turnedAway(REFUSALS[refusal]);

    const underWay = callUnderWay(call, request_id);
    applyAnswer(ledger, underWay);
    const calling = { ...receipt, calls: [...receipt.calls, underWay], state: 'running' as const };
    const noted = newCall({ project_id, deletion_id }, calling.calls.length, underWay);
    await trx
      .with('noted', (db) => db.insertInto('deletion_calls').values(noted))
      .updateTable('deletions')
      .modifyEnd(PREPARED)
      .set({
        seen_at: underWay.sent_at,
        ...summaryOf({ receipt: calling, report: reportLedger(ledger) }, underWay.sent_at),
      })
      .where('project_id', '=', project_id)
      .where('deletion_id', '=', deletion_id)
      .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
      .execute();
    const { call_number, sent_at } = noted;
    return { project_id, deletion_id, call_number, sent_at, model_name: nameOf(receipt.plan, call) };
  });
}

function nameOf({ affected }: Plan, { model_id }: Call): string {
  return affected.find((version) => version.model_id === model_id)?.model_name ?? '';
}

/** What is known of a call that is being made now. */
export function callUnderWay(call: Call, request_id?: string): RecordedCall {
  const about = { call, ...(request_id !== undefined && { request_id }) };
  return { ...about, sent_at: Date.now(), answered_at: null, status: null, body: '' };
}

/** The row of a call that is being made, to be written before it is. */
export function newCall(
  { project_id, deletion_id }: { project_id: string; deletion_id: string },
  call_number: number,
  { call, sent_at, request_id }: RecordedCall,
) {
  return { project_id, deletion_id, call_number, sent_at, request_id, call: JSON.stringify(call) };
}

const REFUSALS = {
  'not-planned': 'the call is not in its plan',
  'made-before': 'the call was made before, or what it is for is settled',
} as const;

function turnedAway(why: string): ApiError {
  return new ApiError('Coppice.0007', `Nothing was deleted: ${why}.`);
}
