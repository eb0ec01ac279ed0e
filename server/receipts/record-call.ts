import type { Call } from '../../core/deletion/answer.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { admitCall } from './admit-call.ts';
import type { NotedCall } from './hold-call.ts';
import { noteAnswer } from './note-answer.ts';
import { openApiDeletion } from './open-api-deletion.ts';

/** What the client is answered, byte for byte what the receipt holds. */
export type RecordedAnswer = { deletion_id: string; status: number; body: string };

/** What came of a call: an HTTP status and the body's text. */
export type CallAnswer = Pick<RecordedAnswer, 'status' | 'body'>;

/**
 * Makes a deletion call and writes its receipt as it passes: that it was sent before it acts, what came back after
 * it. A crash between the two leaves a call without an answer, which is what is known then.
 *
 * @param named the receipt that the call says it belongs to; without one it gets a receipt of its own.
 * @param act makes the call, in a transaction that begins by holding it (hold-call.ts); what it throws is answered and
 *   recorded as an error.
 * @param tellFailure is told what `act` threw when that was a failure and not a refusal.
 * @param request_id of the request that asks for it.
 * @throws ApiError 0007 when the named receipt does not plan this call, 3001 when there is nothing to plan without one.
 */
export async function recordCall(
  store: Store,
  caller: Caller,
  asked: Call,
  named: string | undefined,
  act: (noted: NotedCall) => Promise<CallAnswer>,
  tellFailure: (error: unknown) => void,
  request_id?: string,
): Promise<RecordedAnswer> {
  const { project_id } = caller;
  const { deletion_id, call_number } =
    named === undefined
      ? await openApiDeletion(store, caller, asked, request_id)
      : { deletion_id: named, call_number: await admitCall(store, caller, named, asked, request_id) };
  const { status, body } = await answerOf(() => act({ project_id, deletion_id, call_number }), tellFailure);
  const isLast = named === undefined;
  await store
    .transaction()
    .execute((trx) => noteAnswer(trx, project_id, deletion_id, call_number, { status, body }, { isLast }));
  return { deletion_id, status, body };
}

async function answerOf(
  act: () => Promise<CallAnswer>,
  tellFailure: (error: unknown) => void,
): Promise<CallAnswer> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ApiError) return refusal(error);
    tellFailure(error);
    // It may have failed after the act, at the commit say, so nothing is claimed about what is deleted.
    return refusal(new ApiError('ModelArts.0010', 'The registry failed; what it deleted is not certain.'));
  }
}

function refusal({ status, code, message }: ApiError): CallAnswer {
  return { status, body: JSON.stringify({ error_code: code, error_msg: message }) };
}
