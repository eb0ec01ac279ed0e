import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { Receipt } from '../../core/console-api/receipt.ts';
import {
  EndDeletionBody,
  ExportReceiptsQuery,
  OpenDeletionBody,
  OpenedDeletion,
  ReceiptPage,
  ReceiptsQuery,
} from '../../core/console-api/receipts.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import type { DeletionBackend } from './calls/deletion-route.ts';
import { endDeletion, noteAlive } from './end-deletion.ts';
import { openDeletion } from './open-deletion.ts';
import { receiptAsCsv, receiptAsJson } from './reading/export-receipt.ts';
import { receiptsAsCsv, receiptsAsJson } from './reading/export-receipts.ts';
import { listReceipts } from './reading/list-receipts.ts';
import { readReceipt } from './reading/read-receipt.ts';

const OneDeletion = z.object({ deletion_id: z.string().min(1).max(64) });

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

/** A plan can name thousands of versions. In bytes. */
const MAX_PLAN_BYTES = 10 * 1024 * 1024;

/** Deletions: opened with a confirmed plan, ended, settled, listed, read and exported. */
export function receiptRoutes(store: Store, deletions: DeletionBackend): FastifyPluginAsyncZod {
  const { verification, verifySoon, facts } = deletions;
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

    app.post(
      '/api/deletions/:deletion_id/end',
      {
        schema: {
          summary: 'Note how a run ended',
          params: OneDeletion,
          body: EndDeletionBody,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request, 'modelarts:model:delete');
        const { deletion_id } = request.params;
        await store
          .transaction()
          .execute((trx) => endDeletion(trx, caller, deletion_id, request.body, verification));
        verifySoon();
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/api/deletions/:deletion_id/alive',
      { schema: { summary: 'Note that a run goes on', params: OneDeletion, response: { 204: z.null() } } },
      async (request, reply) => {
        await noteAlive(store, callerOf(request, 'modelarts:model:delete'), request.params.deletion_id);
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/api/deletions/:deletion_id/verify',
      { schema: { summary: 'Settle what is unknown', params: OneDeletion, response: { 200: Receipt } } },
      async (request) => {
        const caller = callerOf(request, 'modelarts:model:delete');
        const { receipt } = await verification.settle(caller.project_id, request.params.deletion_id, caller);
        return receipt;
      },
    );

    app.get(
      '/api/deletions',
      { schema: { summary: 'List deletions', querystring: ReceiptsQuery, response: { 200: ReceiptPage } } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return listReceipts(store, project_id, request.query);
      },
    );

    app.get(
      '/api/deletions/export',
      { schema: { summary: 'Export deletions', querystring: ExportReceiptsQuery } },
      (request, reply) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        const { format, ...filters } = request.query;
        const pieces = format === 'csv' ? receiptsAsCsv : receiptsAsJson;
        return reply
          .header('content-disposition', `attachment; filename="coppice-deletions.${format}"`)
          .type(TYPES[format])
          .send(Readable.from(pieces(store, project_id, filters)));
      },
    );

    app.get(
      '/api/deletions/:deletion_id',
      { schema: { summary: 'Read a receipt', params: OneDeletion, response: { 200: Receipt } } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return readReceipt(store, project_id, request.params.deletion_id);
      },
    );

    app.get(
      '/api/deletions/:deletion_id/export',
      {
        schema: {
          summary: 'Export a receipt',
          params: OneDeletion,
          querystring: z.strictObject({ format: z.enum(['csv', 'json']) }),
        },
      },
      async (request, reply) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        const receipt = await readReceipt(store, project_id, request.params.deletion_id);
        const { format } = request.query;
        reply.header(
          'content-disposition',
          `attachment; filename="coppice-deletion-${receipt.deletion_id}.${format}"`,
        );
        return format === 'csv'
          ? reply.type(TYPES.csv).send(receiptAsCsv(receipt))
          : reply.type(TYPES.json).serializer(String).send(receiptAsJson(receipt));
      },
    );
  };
}
