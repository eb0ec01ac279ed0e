import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { Receipt } from '../../core/console-api/deletions/receipt.ts';
import {
  ExportReceiptsQuery,
  ReceiptPage,
  ReceiptsQuery,
} from '../../core/console-api/deletions/receipts.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { DeletionParams } from './deletion-params.ts';
import { receiptAsCsv, receiptAsJson } from './reading/export-receipt.ts';
import { receiptsAsCsv, receiptsAsJson } from './reading/export-receipts.ts';
import { listReceipts } from './reading/list-receipts.ts';
import { readReceipt } from './reading/read-receipt.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

const ExportReceiptQuery = z.strictObject({ format: z.enum(['csv', 'json']) });

/** Receipts, for everybody in their project: listed and read, one by one or as files. */
export function receiptRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    const listSchema = {
      summary: 'List deletions',
      querystring: ReceiptsQuery,
      response: { 200: ReceiptPage },
    };
    app.get('/api/deletions', { schema: listSchema }, (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      return listReceipts(store, project_id, request.query);
    });

    const exportAllSchema = { summary: 'Export deletions', querystring: ExportReceiptsQuery };
    app.get('/api/deletions/export', { schema: exportAllSchema }, (request, reply) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      const { format, ...filters } = request.query;
      const pieces = format === 'csv' ? receiptsAsCsv : receiptsAsJson;
      return reply
        .header('content-disposition', attachment(`coppice-deletions.${format}`))
        .type(TYPES[format])
        .send(Readable.from(pieces(store, project_id, filters)));
    });

    const readSchema = { summary: 'Read a receipt', params: DeletionParams, response: { 200: Receipt } };
    app.get('/api/deletions/:deletion_id', { schema: readSchema }, (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      return readReceipt(store, project_id, request.params.deletion_id);
    });

    const exportSchema = {
      summary: 'Export a receipt',
      params: DeletionParams,
      querystring: ExportReceiptQuery,
    };
    app.get('/api/deletions/:deletion_id/export', { schema: exportSchema }, async (request, reply) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      const receipt = await readReceipt(store, project_id, request.params.deletion_id);
      const { format } = request.query;
      reply.header('content-disposition', attachment(`coppice-deletion-${receipt.deletion_id}.${format}`));
      return format === 'csv'
        ? reply.type(TYPES.csv).send(receiptAsCsv(receipt))
        : reply.type(TYPES.json).serializer(String).send(receiptAsJson(receipt));
    });
  };
}

function attachment(filename: string): string {
  return `attachment; filename="${filename}"`;
}
