import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { DeleteModelQuery } from '../../../core/contract/delete-model.ts';
import type { Answer, Call } from '../../../core/deletion/answer.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { type Caller, callerOf } from '../../iam/caller.ts';
import type { Store } from '../../store/schema.ts';
import type { Facts } from '../attest-plan.ts';
import type { PendingCall } from './hold-call.ts';
import { type CallAnswer, type CallContext, recordCall } from './record-call.ts';

/** The versions of one name, and whether these are all. */
export type ListedVersions = {
  versions: readonly { model_id: string; model_version: string }[];
  isWhole: boolean;
};

/** The registry that versions are deleted from. */
export type DeletionBackend = CallContext & {
  /**
   * Gets ready to make a call, before anything is written of it.
   *
   * @throws ApiError of whatever code when it cannot be made: no receipt is opened for it then.
   */
  prepare: (caller: Caller, call: Call) => Promise<(call: PendingCall) => Promise<CallAnswer>>;
  /** What a name has now, by the registry itself; a list that is not whole proves nothing by what it lacks. */
  listVersions: (caller: Caller, name: string) => Promise<ListedVersions>;
  /** Whether others can have calls under way there that this database does not hold one after another. */
  isFarAway: boolean;
  /** What the registry has of a plan that somebody confirmed. */
  facts: (caller: Caller, plan: Plan) => Promise<Facts>;
};

const OneModel = z.object({ project_id: z.string().min(1).max(64), model_id: z.string().min(1).max(64) });

/**
 * `DELETE /v1/{project_id}/models/{model_id}`, recorded on its receipt. Source: contract.md, Delete.
 *
 * @param countAnswer is given every answer that is on a receipt, for the metrics.
 */
export function deletionRoute(
  store: Store,
  deletions: DeletionBackend,
  countAnswer: (answer: Answer) => void,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.delete(
      '/v1/:project_id/models/:model_id',
      { schema: { params: OneModel, querystring: DeleteModelQuery } },
      async (request, reply) => {
        const caller = callerOf(request, 'modelarts:model:delete');
        const if_match = request.headers['if-match'];
        const { model_id } = request.params;
        const { cascade } = request.query;
        const call = { model_id, cascade, ...(if_match !== undefined && { if_match }) };
        const header = request.headers[DELETION_HEADER];
        const deletionId = typeof header === 'string' ? header : undefined;
        const logFailure = (error: unknown) => request.log.error({ err: error }, 'The deletion failed');
        const act = await deletions.prepare(caller, call);
        const recorded = await recordCall({
          store,
          request: { caller, call, deletionId, requestId: request.id },
          act,
          logFailure,
          context: deletions,
        });
        countAnswer({ call, ...recorded.raw });
        return reply
          .code(recorded.status)
          .headers({ 'content-type': 'application/json; charset=utf-8', ...recorded.headers })
          .header(DELETION_HEADER, recorded.deletion_id)
          .serializer(String)
          .send(recorded.body);
      },
    );
  };
}
