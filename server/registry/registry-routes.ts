import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { CreateModelBody } from '../../core/contract/create-model.ts';
import { GROUP_ETAG_HEADER } from '../../core/contract/group-etag.ts';
import { ListModelsQuery } from '../../core/contract/list-models.ts';
import { CreateServiceBody, ListServicesQuery } from '../../core/contract/service-requests.ts';
import { ApiError } from '../errors.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { readGroupETag } from './groups/group-etag.ts';
import { createModel } from './models/create-model.ts';
import { getModel } from './models/get-model.ts';
import { listModels } from './models/list-models.ts';
import { WORKSPACE } from './models/model-row.ts';
import { createService } from './services/create-service.ts';
import { deleteService } from './services/delete-service.ts';
import { getService, listServices } from './services/list-services.ts';

const Id = z.string().min(1).max(64);
const InProject = z.object({ project_id: Id });
const OneModel = InProject.extend({ model_id: Id });
const OneService = InProject.extend({ service_id: Id });

/** The embedded ModelArts: models, but for their deletion, and services. Source: contract.md. */
export function registryRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/v1/:project_id/models',
      { schema: { params: InProject, querystring: ListModelsQuery } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        requireWorkspace(request.query.workspace_id);
        return listModels(store, project_id, request.query);
      },
    );

    app.get('/v1/:project_id/models/:model_id', { schema: { params: OneModel } }, async (request, reply) => {
      const { project_id } = callerOf(request, 'modelarts:model:get');
      const model = await getModel(store, project_id, request.params.model_id);
      reply.header(GROUP_ETAG_HEADER, await readGroupETag(store, project_id, model.model_name));
      return model;
    });

    app.post(
      '/v1/:project_id/models',
      { schema: { params: InProject, body: CreateModelBody } },
      (request) => {
        const caller = callerOf(request, 'modelarts:model:create');
        requireWorkspace(request.body.workspace_id);
        return createModel(store, caller, request.body);
      },
    );

    app.get(
      '/v1/:project_id/services',
      { schema: { params: InProject, querystring: ListServicesQuery } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        requireWorkspace(request.query.workspace_id);
        return listServices(store, project_id, request.query);
      },
    );

    app.get('/v1/:project_id/services/:service_id', { schema: { params: OneService } }, (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:get');
      return getService(store, project_id, request.params.service_id);
    });

    app.post(
      '/v1/:project_id/services',
      { schema: { params: InProject, body: CreateServiceBody } },
      (request) => {
        const caller = callerOf(request, 'modelarts:model:create');
        requireWorkspace(request.body.workspace_id);
        return createService(store, caller, request.body);
      },
    );

    app.delete(
      '/v1/:project_id/services/:service_id',
      { schema: { params: OneService } },
      async (request, reply) => {
        const caller = callerOf(request, 'modelarts:model:delete');
        await deleteService(store, caller, request.params.service_id);
        return reply.code(200).send({});
      },
    );
  };
}

function requireWorkspace(workspace_id: string): void {
  if (workspace_id !== WORKSPACE) {
    throw new ApiError(
      'ModelArts.0102',
      `There is no workspace ${workspace_id}; this registry has only ${WORKSPACE}.`,
    );
  }
}
