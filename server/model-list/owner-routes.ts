import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ModelOwners, OwnerNames, OwnerNamesBody } from '../../core/console-api/models/owner-names.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { listOwners } from './list-owners.ts';
import { ownerNames } from './owner-names.ts';

/** Who owns what: ModelArts answers with ids, which this gateway knows by the names of its people. */
export function ownerRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/model-owners',
      { schema: { summary: 'List who owns versions', response: { 200: ModelOwners } } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return listOwners(store, project_id);
      },
    );
    app.post(
      '/api/owner-names',
      { schema: { summary: 'Name owners', body: OwnerNamesBody, response: { 200: OwnerNames } } },
      async (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return { names: Object.fromEntries(await ownerNames(store, project_id, request.body.owners)) };
      },
    );
  };
}
