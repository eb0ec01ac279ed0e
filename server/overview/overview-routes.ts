import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Overview } from '../../core/console-api/models/overview.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { readSyncStatus } from '../upstream/sync/read-sync-status.ts';
import { readOverview } from './read-overview.ts';

/** What the home of a project shows. `isMirrored`: the registry is a remote one. */
export function overviewRoutes(store: Store, isMirrored: boolean): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = { summary: 'What there is in a project', response: { 200: Overview } };
    app.get('/api/overview', { schema }, async (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      const areServicesKnown = !isMirrored || (await readSyncStatus(store, project_id)).are_services_known;
      return readOverview(store, project_id, areServicesKnown);
    });
  };
}
