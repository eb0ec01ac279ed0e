import type { Call } from '../../../core/deletion/answer.ts';
import { ApiError } from '../../errors.ts';
import type { Caller } from '../../iam/caller.ts';
import { noSuchModel } from '../../registry/models/read-model.ts';
import type { Store } from '../../store/schema.ts';
import type { Verification } from '../verification/verification.ts';
import { admitCall } from './admit-call.ts';
import type { CallRequest } from './call-request.ts';
import type { PendingCall } from './hold-call.ts';
import type { Impact } from './impact.ts';
import { openApiDeletion } from './open-api-deletion.ts';
import { type RawAnswer, recordAnswer, recordOnlyAnswer } from './record-answer.ts';

/** What came of a call: an HTTP status and the body's text; or no answer, and what its client is told in place of one. */
export type CallAnswer = (
  | { status: number; body: string; headers?: Readonly<Record<string, string>>; problem?: string | undefined }
  | { status: null; problem: string; told: ApiError }
) & {
  /** Is called once the answer is on the receipt; fire and forget. */
  afterwards?: () => void;
};

/** What the client is answered, and what is on the receipt: the same, byte for byte, if there is an answer. */
export type RecordedAnswer = ClientAnswer & { deletion_id: string; raw: RawAnswer };

type ClientAnswer = Extract<CallAnswer, { status: number }>;

/** What a call cannot say by itself. */
export type CallContext = {
  /** What a call without a receipt can affect; undefined when there is no such model. */
  affectedBy: (caller: Caller, call: Call) => Promise<Impact | undefined>;
  verification: Verification;
  /** A verification may be due now; fire and forget. */
  verifySoon: () => void;
};

/** A call to be made, and what it takes to make it and to write its receipt. */
export type CallToRecord = {
  store: Store;
  request: CallRequest;
  /**
   * Makes the call; on a registry in the database in a transaction that begins with `holdCall`. What it throws is
   * answered and recorded as an error.
   */
  act: (call: PendingCall) => Promise<CallAnswer>;
  /** Is given what `act` threw when that was a failure and not a refusal. */
  logFailure: (error: unknown) => void;
  context: CallContext;
};

/**
 * Makes a deletion call, with a write-ahead record of it: that it is sent is committed to its receipt before it acts, its
 * answer after it. A crash between the two leaves a call without an answer, which is all that is known then.
 *
 * What `act` throws is not thrown on: an ApiError becomes the answer, anything else a 500 (ModelArts.0010).
 *
 * @throws ApiError 0007 (NOT_ADMITTED) when the receipt that is named does not plan this call; 3001 (NO_SUCH_MODEL) when
 *   none is named and there is no such model.
 * @example
 * const { status, body, deletion_id } = await recordCall({
 *   store,
 *   request: { caller, call: { model_id, cascade: false }, deletionId, requestId: request.id },
 *   act: await backend.prepare(caller, call),
 *   logFailure: (error) => request.log.error({ err: error }),
 *   context: backend,
 * });
 */
export async function recordCall(toRecord: CallToRecord): Promise<RecordedAnswer> {
  const { store, request, act, logFailure, context } = toRecord;
  const { verification } = context;
  const call = await beginCall(store, request, context);
  const answer = await answerOf(() => act(call), logFailure);
  const raw = rawAnswerOf(answer);
  try {
    const isLast = request.deletionId === undefined;
    const { project_id, opened } = call;
    const receipt =
      (opened && (await recordOnlyAnswer(store, { project_id, opened }, raw, verification))) ??
      (await store.transaction().execute((trx) => recordAnswer(trx, call, raw, { isLast, verification })));
    if (receipt.ended_at !== null) context.verifySoon();
  } finally {
    answer.afterwards?.();
  }
  return {
    deletion_id: call.deletion_id,
    raw,
    ...(answer.status === null ? toAnswer(answer.told) : answer),
  };
}

/** Writes the call, pending, on the receipt that it names, or on a new one of its own. */
async function beginCall(
  store: Store,
  request: CallRequest,
  { affectedBy }: CallContext,
): Promise<PendingCall> {
  const { caller, call, deletionId } = request;
  if (deletionId !== undefined) return admitCall(store, { ...request, deletionId });
  const impact = await affectedBy(caller, call);
  if (!impact) throw noSuchModel(call.model_id);
  return openApiDeletion(store, request, impact);
}

/** An answer as it goes on the receipt. */
export function rawAnswerOf(answer: CallAnswer): RawAnswer {
  const problem = answer.problem === undefined ? {} : { problem: answer.problem };
  return answer.status === null
    ? { status: null, body: '', ...problem }
    : { status: answer.status, body: answer.body, ...problem };
}

async function answerOf(
  act: () => Promise<CallAnswer>,
  logFailure: (error: unknown) => void,
): Promise<CallAnswer> {
  try {
    return await act();
  } catch (error) {
    return answerForError(error, logFailure);
  }
}

/** What a call is answered that threw: the refusal that it is, or else that nothing is certain. */
export function answerForError(error: unknown, logFailure: (error: unknown) => void): ClientAnswer {
  if (error instanceof ApiError) return toAnswer(error);
  logFailure(error);
  // It may have failed after the act, at the commit say, so nothing is claimed about what is deleted.
  return toAnswer(new ApiError('ModelArts.0010', 'The registry failed; what it deleted is not certain.'));
}

function toAnswer({ status, code, message }: ApiError): ClientAnswer {
  return { status, body: JSON.stringify({ error_code: code, error_msg: message }) };
}
