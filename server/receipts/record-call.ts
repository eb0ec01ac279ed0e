import type { Answer, Call } from '../../core/deletion/answer.ts';
import { ApiError } from '../errors.ts';
import type { Caller } from '../iam/caller.ts';
import { noSuchModel } from '../registry/read-model.ts';
import type { Store } from '../store/schema.ts';
import { admitCall } from './admit-call.ts';
import type { NotedCall } from './hold-call.ts';
import { type Look, ownLook } from './look.ts';
import { noteAnswer, noteOnlyAnswer } from './note-answer.ts';
import { openApiDeletion } from './open-api-deletion.ts';
import { type Reach, readOwnReach } from './own-reach.ts';

/** What came of a call: an HTTP status and the body's text; or no answer, and what its client is told in place of one. */
export type CallAnswer = (
  | { status: number; body: string; headers?: Readonly<Record<string, string>> }
  | { status: null; problem: string; told: ApiError }
) & {
  /** What is to be done once it is on the receipt; nobody waits for it. */
  afterwards?: () => void;
};

/** What is on the receipt, and what the client is answered: the same, byte for byte, if there is an answer. */
export type RecordedAnswer = Told & {
  deletion_id: string;
  noted: Pick<Answer, 'status' | 'body' | 'problem'>;
};

type Told = Extract<CallAnswer, { status: number }>;

/** How what a call does not say by itself is found out; of the registry in the database when left out. */
export type Finding = {
  /** What a call without a receipt can reach; undefined when there is no such model. */
  reach: (caller: Caller, call: Call) => Promise<Reach | undefined>;
  look: Look;
};

/**
 * Makes a deletion call and writes its receipt as it passes: that it was sent before it acts, what came back after
 * it. A crash between the two leaves a call without an answer, which is what is known then.
 *
 * @param named the receipt that the call says it belongs to; without one it gets a receipt of its own.
 * @param act makes the call; in the database in a transaction that begins by holding it (hold-call.ts). What it throws
 *   is answered and recorded as an error.
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
  { reach, look }: Finding = ownFinding(store),
): Promise<RecordedAnswer> {
  const open = async () => {
    const reached = await reach(caller, asked);
    if (!reached) throw noSuchModel(asked.model_id);
    return openApiDeletion(store, caller, asked, reached, request_id);
  };
  const call = await (named === undefined ? open() : admitCall(store, caller, named, asked, request_id));
  const { project_id, deletion_id, call_number } = call;
  const came = await answerOf(() => act(call), tellFailure);
  const noted =
    came.status === null
      ? { status: null, body: '', problem: came.problem }
      : { status: came.status, body: came.body };
  const end = { isLast: named === undefined, look: look.within };
  try {
    const receipt =
      (call.opened && (await noteOnlyAnswer(store, project_id, call.opened, noted))) ??
      (await store
        .transaction()
        .execute((trx) => noteAnswer(trx, project_id, deletion_id, call_number, noted, end)));
    if (receipt.ended_at !== null) look.afterwards(caller, receipt);
  } finally {
    came.afterwards?.();
  }
  return { deletion_id, noted, ...(came.status === null ? refusal(came.told) : came) };
}

/** What is found out in the database. */
export function ownFinding(store: Store): Finding {
  return {
    reach: ({ project_id }, call) => readOwnReach(store, project_id, call),
    look: ownLook(store),
  };
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

function refusal({ status, code, message }: ApiError): Told {
  return { status, body: JSON.stringify({ error_code: code, error_msg: message }) };
}
