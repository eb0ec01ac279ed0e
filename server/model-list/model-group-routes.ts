import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  GroupVersionsQuery,
  MAX_NAME_LENGTH,
  MatchingVersionsQuery,
  ModelGroupsQuery,
} from '../../core/console-api/models/model-group-queries.ts';
import {
  GroupVersionsPage,
  MatchingVersions,
  ModelGroupPage,
} from '../../core/console-api/models/model-groups.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { listGroups } from './list-groups.ts';
import { listVersions } from './list-versions.ts';
import { matchingVersions } from './matching-versions.ts';

const OneName = z.object({ model_name: z.string().min(1).max(MAX_NAME_LENGTH) });

/** The list of models as the console shows it: grouped by name, searched, narrowed, sorted, paged. */
export function modelGroupRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/model-groups',
      { schema: { summary: 'List names', querystring: ModelGroupsQuery, response: { 200: ModelGroupPage } } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return listGroups(store, project_id, request.query);
      },
    );

    app.get(
      '/api/model-groups/:model_name/versions',
      {
        schema: {
          summary: 'List the versions of a name',
          params: OneName,
          querystring: GroupVersionsQuery,
          response: { 200: GroupVersionsPage },
        },
      },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return listVersions(store, project_id, { ...request.params, ...request.query });
      },
    );

    app.get(
      '/api/matching-versions',
      {
        schema: {
          summary: 'List the ids of all versions that match',
          querystring: MatchingVersionsQuery,
          response: { 200: MatchingVersions },
        },
      },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return matchingVersions(store, project_id, request.query);
      },
    );
  };
}
