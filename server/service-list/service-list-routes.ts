import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  HeldVersionsPage,
  HeldVersionsQuery,
  ServicePage,
  ServiceSummary,
  ServicesQuery,
} from '../../core/console-api/models/services.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { listServices } from './list-services.ts';
import { listHeldVersions, readService } from './read-service.ts';

/** Ids of remote registries may be anything. */
const OneService = z.object({ service_id: z.string().min(1).max(255) });

/** Services as the console shows them: with what they hold, searched, narrowed, sorted, paged. */
export function serviceListRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/services',
      { schema: { summary: 'List services', querystring: ServicesQuery, response: { 200: ServicePage } } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return listServices(store, project_id, request.query);
      },
    );

    app.get(
      '/api/services/:service_id',
      { schema: { summary: 'Show a service', params: OneService, response: { 200: ServiceSummary } } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return readService(store, project_id, request.params.service_id);
      },
    );

    app.get(
      '/api/services/:service_id/versions',
      {
        schema: {
          summary: 'List the versions that a service holds',
          params: OneService,
          querystring: HeldVersionsQuery,
          response: { 200: HeldVersionsPage },
        },
      },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return listHeldVersions(store, project_id, { ...request.params, ...request.query });
      },
    );
  };
}
