import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { Receipt } from '../../core/console-api/deletions/receipt.ts';
import {
  EndDeletionBody,
  OpenDeletionBody,
  OpenedDeletion,
} from '../../core/console-api/deletions/receipts.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import type { DeletionBackend } from './calls/deletion-route.ts';
import { DeletionParams } from './deletion-params.ts';
import { endDeletion, recordHeartbeat } from './end-deletion.ts';
import { openDeletion } from './open-deletion.ts';

/** A plan can name thousands of versions. In bytes. */
const MAX_PLAN_BYTES = 10 * 1024 * 1024;

/** The run of a deletion that its client carries out, as that reports it: opened with a confirmed plan, alive, verified, ended. */
export function clientRunRoutes(
  store: Store,
  { facts, verification, verifySoon }: Pick<DeletionBackend, 'facts' | 'verification' | 'verifySoon'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/deletions',
      {
        bodyLimit: MAX_PLAN_BYTES,
        schema: { summary: 'Open a deletion', body: OpenDeletionBody, response: { 201: OpenedDeletion } },
      },
      async (request, reply) => {
        const caller = callerOf(request, 'modelarts:model:delete');
        const deletion_id = await openDeletion(store, caller, request.body.plan, facts);
        return reply.code(201).send({ deletion_id });
      },
    );

    const aliveSchema = {
      summary: 'Note that a run goes on',
      params: DeletionParams,
      response: { 204: z.null() },
    };
    app.post('/api/deletions/:deletion_id/alive', { schema: aliveSchema }, async (request, reply) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      await recordHeartbeat(store, caller, request.params.deletion_id);
      return reply.code(204).send(null);
    });

    const verifySchema = {
      summary: 'Settle what is unknown',
      params: DeletionParams,
      response: { 200: Receipt },
    };
    app.post('/api/deletions/:deletion_id/verify', { schema: verifySchema }, async (request) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      const { receipt } = await verification.settle(caller.project_id, request.params.deletion_id, caller);
      return receipt;
    });

    const endSchema = {
      summary: 'Note how a run ended',
      params: DeletionParams,
      body: EndDeletionBody,
      response: { 204: z.null() },
    };
    app.post('/api/deletions/:deletion_id/end', { schema: endSchema }, async (request, reply) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      const end = { ...request.params, ...request.body };
      await store.transaction().execute((trx) => endDeletion(trx, caller, end, verification));
      verifySoon();
      return reply.code(204).send(null);
    });
  };
}
