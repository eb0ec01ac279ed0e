import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Blockers, BlockersBody } from '../../core/console-api/models/blockers.ts';
import { callerOf } from '../iam/caller.ts';
import { servicesUsing } from '../registry/services/services-using.ts';
import type { Store } from '../store/schema.ts';

/** The ids of a large deletion fit in this. In bytes. */
export const MAX_IDS_BYTES = 10 * 1024 * 1024;

/** Which services stand in the way of deleting these models? A read, by POST because the ids can be many. */
export function blockerRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/blockers',
      {
        bodyLimit: MAX_IDS_BYTES,
        schema: { summary: 'Check services', body: BlockersBody, response: { 200: Blockers } },
      },
      async (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        const checked_at = Date.now();
        const using = await servicesUsing(store, project_id, request.body.model_ids);
        return { checked_at, services: Object.fromEntries(using), left: [] };
      },
    );
  };
}
