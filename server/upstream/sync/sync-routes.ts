import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { SyncStatus } from '../../../core/console-api/live/sync-status.ts';
import { callerOf } from '../../iam/caller.ts';
import type { Store } from '../../store/schema.ts';
import { readSyncStatus } from './read-sync-status.ts';
import type { SyncScheduler } from './sync-scheduler.ts';

/** The sync status of a project, and starting a sync. A gateway with a registry of its own has no such routes. */
export function syncRoutes(store: Store, sync: SyncScheduler): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/mirror',
      { schema: { summary: 'How old the lists are', response: { 200: SyncStatus } } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return readSyncStatus(store, project_id);
      },
    );

    app.post(
      '/api/mirror/refresh',
      { schema: { summary: 'Read the remote registry anew', response: { 202: z.null() } } },
      async (request, reply) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        await sync.start(project_id);
        reply.code(202);
        return null;
      },
    );
  };
}
