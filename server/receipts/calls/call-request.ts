import type { Call } from '../../../core/deletion/answer.ts';
import type { Caller } from '../../iam/caller.ts';

/** A deletion call as a client requests it. */
export type CallRequest = {
  caller: Caller;
  call: Call;
  /** The receipt that the client says the call belongs to; without one it gets a receipt of its own. */
  deletionId?: string | undefined;
  /** The id of the HTTP request, for the log. */
  requestId?: string | undefined;
};
