import type { DeleteAnswer } from '../../core/contract/delete-model.ts';
import type { PlannedCall } from '../../core/deletion/plan.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { admitCall, openApiDeletion } from './admit-call.ts';
import { endDeletion } from './open-deletion.ts';
import { refreshSummary } from './refresh-summary.ts';

/** The DELETE as it was asked for. */
export type AskedCall = Pick<PlannedCall, 'model_id' | 'cascade'>;

/** What the client is answered, byte for byte what the receipt holds. */
export type RecordedAnswer = { deletion_id: string; status: number; body: string };

/**
 * Makes a deletion call and writes its receipt as it passes: that it was sent before it acts, what came back after
 * it. A crash between the two leaves a call without an answer, which is what is known then.
 *
 * @param named the receipt that the call says it belongs to; without one it gets a receipt of its own.
 * @param act makes the call; what it throws is answered and recorded as an error.
 * @throws ApiError 0007 when the named receipt does not plan this call, 3001 when there is nothing to plan without one.
 */
export async function recordCall(
  store: Store,
  caller: Caller,
  asked: AskedCall,
  named: string | undefined,
  act: () => Promise<DeleteAnswer>,
): Promise<RecordedAnswer> {
  const deletion_id = named ?? (await openApiDeletion(store, caller, asked));
  const call_number = await admitCall(store, caller, deletion_id, asked);
  const { status, body } = await answerOf(act);
  await store
    .updateTable('deletion_calls')
    .set({ status, body, answered_at: Date.now() })
    .where('project_id', '=', caller.project_id)
    .where('deletion_id', '=', deletion_id)
    .where('call_number', '=', call_number)
    .execute();
  if (named === undefined) await endDeletion(store, caller.project_id, deletion_id, 'completed');
  await refreshSummary(store, caller.project_id, deletion_id);
  return { deletion_id, status, body };
}

async function answerOf(act: () => Promise<DeleteAnswer>): Promise<{ status: number; body: string }> {
  try {
    return { status: 200, body: JSON.stringify(await act()) };
  } catch (error) {
    const refusal =
      error instanceof ApiError
        ? error
        : new ApiError('ModelArts.0010', 'The registry failed. Nothing was deleted.');
    return {
      status: refusal.status,
      body: JSON.stringify({ error_code: refusal.code, error_msg: refusal.message }),
    };
  }
}
