import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DELETION_HEADER } from '../../core/console/receipts.ts';
import { CreateModelBody } from '../../core/contract/create-model.ts';
import { DeleteModelQuery } from '../../core/contract/delete-model.ts';
import { GROUP_ETAG_HEADER } from '../../core/contract/group-etag.ts';
import { ListModelsQuery } from '../../core/contract/list-models.ts';
import { CreateServiceBody, ListServicesQuery } from '../../core/contract/service.ts';
import type { Answer } from '../../core/deletion/answer.ts';
import { ApiError } from '../errors.ts';
import { callerOf } from '../iam/caller.ts';
import { holdCall, type NotedCall } from '../receipts/hold-call.ts';
import { recordCall } from '../receipts/record-call.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';
import { createModel } from './create-model.ts';
import { createService } from './create-service.ts';
import { deleteModel } from './delete-model.ts';
import { deleteService } from './delete-service.ts';
import { getModel } from './get-model.ts';
import { readGroupETag } from './group-etag.ts';
import { listModels } from './list-models.ts';
import { getService, listServices } from './list-services.ts';
import { WORKSPACE } from './model-row.ts';

const Id = z.string().min(1).max(64);
const InProject = z.object({ project_id: Id });
const OneModel = InProject.extend({ model_id: Id });
const OneService = InProject.extend({ service_id: Id });

/**
 * The embedded ModelArts: models and services. Source: contract.md.
 *
 * @param noteAnswer is told of every answer to a deletion call that is on a receipt.
 */
export function registryRoutes(store: Store, noteAnswer: (answer: Answer) => void): FastifyPluginAsyncZod {
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

    app.delete(
      '/v1/:project_id/models/:model_id',
      { schema: { params: OneModel, querystring: DeleteModelQuery } },
      async (request, reply) => {
        const caller = callerOf(request, 'modelarts:model:delete');
        const if_match = request.headers['if-match'];
        const asked = { model_id: request.params.model_id, cascade: request.query.cascade };
        const call = { ...asked, ...(if_match !== undefined && { if_match }) };
        const named = request.headers[DELETION_HEADER];
        const act = async (noted: NotedCall) => {
          const begin = (trx: StoreTransaction) => holdCall(trx, noted);
          const answer = await deleteModel(store, caller.project_id, call, begin);
          return { status: 200, body: JSON.stringify(answer) };
        };
        const receipt = typeof named === 'string' ? named : undefined;
        const tellFailure = (error: unknown) => request.log.error({ err: error }, 'The deletion failed');
        const recorded = await recordCall(store, caller, call, receipt, act, tellFailure, request.id);
        noteAnswer({ call, status: recorded.status, body: recorded.body });
        reply.header(DELETION_HEADER, recorded.deletion_id);
        return reply
          .code(recorded.status)
          .type('application/json; charset=utf-8')
          .serializer(String)
          .send(recorded.body);
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
        const { project_id } = callerOf(request, 'modelarts:model:delete');
        await deleteService(store, project_id, request.params.service_id);
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
