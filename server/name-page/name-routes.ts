import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { MAX_NAME_LENGTH } from '../../core/console-api/models/model-group-queries.ts';
import { NamePage } from '../../core/console-api/models/name-page.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { readName } from './read-name.ts';

const OneName = z.object({ model_name: z.string().min(1).max(MAX_NAME_LENGTH) });

/** What the page of a name begins with. */
export function nameRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/names/:model_name',
      { schema: { summary: 'Show a name', params: OneName, response: { 200: NamePage } } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return readName(store, project_id, request.params.model_name);
      },
    );
  };
}
