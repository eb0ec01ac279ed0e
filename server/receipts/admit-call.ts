import type { RecordedCall } from '../../core/console/receipt.ts';
import type { Call } from '../../core/deletion/answer.ts';
import { whyNot } from '../../core/deletion/next-call.ts';
import { readEvidence } from '../../core/deletion/report.ts';
import { ApiError } from '../errors.ts';
import { notifyChange } from '../events/notify-change.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { lockReceipt } from './lock-receipt.ts';
import { readReceipt } from './read-receipt.ts';
import { summaryOf } from './summary-of.ts';

/**
 * Notes that a call of a deletion is being made, once: a second click, a second tab or a repeated request is turned
 * away before it does anything. Returns the call's number on the receipt, from 1.
 *
 * @throws ApiError 0006 when the project has no such receipt; 0007 when it is not the caller's, has ended, does not
 *   plan the call, or has it already.
 */
export function admitCall(store: Store, caller: Caller, deletion_id: string, call: Call): Promise<number> {
  const { project_id } = caller;
  return store.transaction().execute(async (trx) => {
    const { user_id, ended_at } = await lockReceipt(trx, project_id, deletion_id);
    if (user_id !== caller.user_id) throw turnedAway('there is no such deletion of yours');
    if (ended_at !== null) throw turnedAway('the deletion has ended');
    const receipt = await readReceipt(trx, project_id, deletion_id);
    const refusal = whyNot(readEvidence(receipt.plan, receipt), call);
    if (refusal) throw turnedAway(REFUSALS[refusal]);

    const call_number = receipt.calls.length + 1;
    const underWay = callUnderWay(call);
    await noteCall(trx, project_id, deletion_id, call_number, underWay);
    await trx
      .updateTable('deletions')
      .set({ seen_at: underWay.sent_at, ...summaryOf({ ...receipt, calls: [...receipt.calls, underWay] }) })
      .where('project_id', '=', project_id)
      .where('deletion_id', '=', deletion_id)
      .returning(notifyChange(project_id, { about: 'deletions', deletion_id }))
      .execute();
    return call_number;
  });
}

/** What is known of a call that is being made now. */
export function callUnderWay(call: Call): RecordedCall {
  return { call, sent_at: Date.now(), answered_at: null, status: null, body: '' };
}

/** Writes that a call is being made, before it is. */
export async function noteCall(
  trx: StoreTransaction,
  project_id: string,
  deletion_id: string,
  call_number: number,
  { call, sent_at }: RecordedCall,
): Promise<void> {
  await trx
    .insertInto('deletion_calls')
    .values({ project_id, deletion_id, call_number, sent_at, call: JSON.stringify(call) })
    .execute();
}

const REFUSALS = {
  'not-planned': 'the call is not in its plan',
  'made-before': 'the call was made before, or what it is for is settled',
} as const;

function turnedAway(why: string): ApiError {
  return new ApiError('Coppice.0007', `Nothing was deleted: ${why}.`);
}
