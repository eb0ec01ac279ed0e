import type { Answer, Call } from '../../../core/deletion/answer.ts';
import { embeddedVerification } from '../../backends/embedded-verification.ts';
import { ApiError } from '../../errors.ts';
import type { Caller } from '../../iam/caller.ts';
import { noSuchModel } from '../../registry/models/read-model.ts';
import type { Store } from '../../store/schema.ts';
import type { Verification } from '../verification/verification.ts';
import { admitCall } from './admit-call.ts';
import type { NotedCall } from './hold-call.ts';
import { type Impact, readStoredImpact } from './impact.ts';
import { openApiDeletion } from './open-api-deletion.ts';
import { recordAnswer, recordOnlyAnswer } from './record-answer.ts';

/** What came of a call: an HTTP status and the body's text; or no answer, and what its client is told in place of one. */
export type CallAnswer = (
  | { status: number; body: string; headers?: Readonly<Record<string, string>>; problem?: string | undefined }
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

/** A call as it was asked for. */
export type AskedCall = {
  caller: Caller;
  call: Call;
  /** The receipt that it says it belongs to; without one it gets a receipt of its own. */
  named?: string | undefined;
  /** Of the request that asks for it. */
  request_id?: string | undefined;
};

/** How what a call does not say by itself is found out. */
export type CallContext = {
  /** What a call without a receipt can reach; undefined when there is no such model. */
  affectedBy: (caller: Caller, call: Call) => Promise<Impact | undefined>;
  verification: Verification;
  /** Something may be due to be looked into. */
  verifySoon: () => void;
};

/** A call to be made, and what it takes to make it and to write its receipt. */
export type CallToRecord = {
  store: Store;
  asked: AskedCall;
  /**
   * Makes the call; in the database in a transaction that begins by holding it (hold-call.ts). What it throws is answered
   * and recorded as an error.
   */
  act: (noted: NotedCall) => Promise<CallAnswer>;
  /** Is told what `act` threw when that was a failure and not a refusal. */
  tellFailure: (error: unknown) => void;
  context: CallContext;
};

/**
 * Makes a deletion call and writes its receipt as it passes: that it was sent before it acts, what came back after
 * it. A crash between the two leaves a call without an answer, which is what is known then.
 *
 * @throws ApiError 0007 when the named receipt does not plan this call, 3001 when there is nothing to plan without one.
 */
export async function recordCall(toRecord: CallToRecord): Promise<RecordedAnswer> {
  const { store, asked, act, tellFailure, context } = toRecord;
  const { verification } = context;
  const call = await noteCall(store, asked, context);
  const came = await answerOf(() => act(call), tellFailure);
  const noted = rawAnswerOf(came);
  try {
    const end = { isLast: asked.named === undefined, verification };
    const receipt =
      (call.opened && (await recordOnlyAnswer(store, call.project_id, call.opened, noted, verification))) ??
      (await store.transaction().execute((trx) => recordAnswer(trx, call, noted, end)));
    if (receipt.ended_at !== null) context.verifySoon();
  } finally {
    came.afterwards?.();
  }
  return {
    deletion_id: call.deletion_id,
    noted,
    ...(came.status === null ? refusal(came.told) : came),
  };
}

/** Writes on its receipt, or on one of its own, that a call is made. */
async function noteCall(
  store: Store,
  { caller, call, named, request_id }: AskedCall,
  { affectedBy }: CallContext,
): Promise<NotedCall> {
  if (named !== undefined) return admitCall(store, caller, named, call, request_id);
  const reached = await affectedBy(caller, call);
  if (!reached) throw noSuchModel(call.model_id);
  return openApiDeletion(store, caller, call, reached, request_id);
}

/** What is found out in the database. */
export function embeddedContext(store: Store, verifySoon: () => void = () => undefined): CallContext {
  return {
    affectedBy: ({ project_id }, call) => readStoredImpact(store, project_id, call),
    verification: embeddedVerification(store),
    verifySoon,
  };
}

function rawAnswerOf(came: CallAnswer): RecordedAnswer['noted'] {
  const problem = came.problem === undefined ? {} : { problem: came.problem };
  return came.status === null
    ? { status: null, body: '', ...problem }
    : { status: came.status, body: came.body, ...problem };
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
