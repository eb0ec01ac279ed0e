import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DeclineBody } from '../../core/console-api/deletions/scheduled-runs.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { declineProposal } from './consent.ts';

const ScheduledRunParams = z.object({ scheduled_run_id: z.string().min(1).max(64) });

/** What people say to proposals of rules; they consent by the run that they begin (`POST /api/runs`). */
export function scheduleRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = {
      summary: 'Decline what a rule proposes',
      params: ScheduledRunParams,
      body: DeclineBody,
      response: { 204: z.null() },
    };
    app.post('/api/scheduled-runs/:scheduled_run_id/decline', { schema }, async (request, reply) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      await declineProposal(store, caller, { ...request.params, ...request.body });
      return reply.code(204).send(null);
    });
  };
}
