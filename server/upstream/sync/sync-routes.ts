import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { Mirror } from '../../../core/console-api/mirror.ts';
import { callerOf } from '../../iam/caller.ts';
import type { Store } from '../../store/schema.ts';
import { readMirror } from './read-sync-status.ts';
import type { Mirrors } from './sync-scheduler.ts';

/** How old the lists of a remote registry are, and reading them anew. A registry of the gateway's own has no such routes. */
export function mirrorRoutes(store: Store, mirrors: Mirrors): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/mirror',
      { schema: { summary: 'How old the lists are', response: { 200: Mirror } } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return readMirror(store, project_id);
      },
    );

    app.post(
      '/api/mirror/refresh',
      { schema: { summary: 'Read the remote registry anew', response: { 202: z.null() } } },
      async (request, reply) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        await mirrors.begin(project_id);
        reply.code(202);
        return null;
      },
    );
  };
}
