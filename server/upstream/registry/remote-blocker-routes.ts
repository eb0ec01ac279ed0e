import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Blockers, BlockersBody } from '../../../core/console-api/models/blockers.ts';
import { callerOf } from '../../iam/caller.ts';
import { MAX_IDS_BYTES } from '../../model-list/blocker-routes.ts';
import type { Store } from '../../store/schema.ts';
import type { RemoteCredentials } from '../identity/remote-credentials.ts';
import { clientSignal } from '../transport/client-signal.ts';
import type { Upstream } from '../transport/upstream.ts';
import { remoteBlockers } from './remote-blockers.ts';

/**
 * Which services block the deletion of these models? Asks the remote registry, and answers for as many as it can.
 *
 * @param budget how long requests may be begun, in ms.
 */
export function remoteBlockerRoutes(
  store: Store,
  upstream: Upstream,
  remoteCredentials: RemoteCredentials,
  budget: number,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/blockers',
      {
        bodyLimit: MAX_IDS_BYTES,
        schema: { summary: 'Check services', body: BlockersBody, response: { 200: Blockers } },
      },
      async (request, reply) => {
        const credential = await remoteCredentials.of(callerOf(request, 'modelarts:model:list'));
        return remoteBlockers(
          { store, upstream, credential },
          { ids: request.body.model_ids, budget, signal: clientSignal(reply) },
        );
      },
    );
  };
}
