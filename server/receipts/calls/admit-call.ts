import type { RecordedCall } from '../../../core/console-api/deletions/receipt.ts';
import type { Call } from '../../../core/deletion/answer.ts';
import { applyAnswer } from '../../../core/deletion/apply-answer.ts';
import { rejectionReason } from '../../../core/deletion/next-call.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { readEvidence, reportLedger } from '../../../core/deletion/report.ts';
import { notifyChange } from '../../events/notify-change.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Store } from '../../store/schema.ts';
import { lockReceipt } from '../lock-receipt.ts';
import { summaryOf } from '../summary-of.ts';
import type { CallRequest } from './call-request.ts';
import type { PendingCall } from './hold-call.ts';
import { notAdmitted } from './not-admitted.ts';

/**
 * Writes on the receipt of a deletion that one of its calls is about to be made. Each call is admitted at most once: a
 * second click, a second tab or a repeated request is refused before it does anything.
 *
 * @throws ApiError 0006 (not found) when the project has no such receipt; 0007 (NOT_ADMITTED) when it is not the
 *   caller's, has ended, does not plan the call, or has it already.
 */
export function admitCall(
  store: Store,
  { caller, call, deletionId: deletion_id, requestId }: CallRequest & { deletionId: string },
): Promise<PendingCall> {
  const { project_id } = caller;
  return store.transaction().execute(async (trx) => {
    const { user_id, receipt } = await lockReceipt(trx, project_id, deletion_id);
    if (user_id !== caller.user_id) throw notAdmitted('there is no such deletion of yours');
    if (receipt.ended_at !== null) throw notAdmitted('the deletion has ended');
    const ledger = readEvidence(receipt.plan, receipt);
    const refusal = rejectionReason(ledger, call);
    if (refusal) throw notAdmitted(REFUSALS[refusal]);

    const pending = pendingCall(call, requestId);
    applyAnswer(ledger, pending);
    const calling = { ...receipt, calls: [...receipt.calls, pending], state: 'running' as const };
    const row = callRow({ project_id, deletion_id }, calling.calls.length, pending);
    await trx
      .with('admitted', (db) => db.insertInto('deletion_calls').values(row))
      .updateTable('deletions')
      .modifyEnd(PREPARED)
      .set({
        seen_at: pending.sent_at,
        ...summaryOf({ receipt: calling, report: reportLedger(ledger) }, pending.sent_at),
      })
      .where('project_id', '=', project_id)
      .where('deletion_id', '=', deletion_id)
      .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
      .execute();
    const { call_number, sent_at } = row;
    return { project_id, deletion_id, call_number, sent_at, model_name: nameOf(receipt.plan, call) };
  });
}

function nameOf({ affected }: Plan, { model_id }: Call): string {
  return affected.find((version) => version.model_id === model_id)?.model_name ?? '';
}

/** A call that is made now, as the receipt has it until its answer comes. */
export function pendingCall(call: Call, requestId?: string): RecordedCall {
  const about = { call, ...(requestId !== undefined && { request_id: requestId }) };
  return { ...about, sent_at: Date.now(), answered_at: null, status: null, body: '' };
}

/** The row of a pending call, to be inserted before the call acts. */
export function callRow(
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
