import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  FindProtectionsBody,
  FoundProtections,
  LiftQuery,
  ProtectBody,
  ProtectionPage,
  ProtectionsQuery,
} from '../../core/console-api/models/protections.ts';
import { Protection } from '../../core/deletion/protection.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { liftProtection, protect } from './change-protections.ts';
import { listProtections, protectionsOfNames } from './read-protections.ts';

/** The names of a large deletion fit in this. In bytes. */
const MAX_NAMES_BYTES = 10 * 1024 * 1024;

/** What is protected, and by whom: set, lifted, listed. */
export function protectionRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    const putSchema = {
      summary: 'Protect a version or a name',
      body: ProtectBody,
      response: { 200: Protection },
    };
    app.put('/api/protections', { schema: putSchema }, (request) =>
      protect(store, callerOf(request, 'modelarts:model:delete'), request.body),
    );

    const liftSchema = { summary: 'Lift a protection', querystring: LiftQuery, response: { 204: z.null() } };
    app.delete('/api/protections', { schema: liftSchema }, async (request, reply) => {
      await liftProtection(store, callerOf(request, 'modelarts:model:delete'), request.query);
      return reply.code(204).send(null);
    });

    const listSchema = {
      summary: 'List protections',
      querystring: ProtectionsQuery,
      response: { 200: ProtectionPage },
    };
    app.get('/api/protections', { schema: listSchema }, (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      return listProtections(store, project_id, request.query);
    });

    const findSchema = {
      summary: 'Find the protections of names',
      body: FindProtectionsBody,
      response: { 200: FoundProtections },
    };
    app.post('/api/protections/find', { bodyLimit: MAX_NAMES_BYTES, schema: findSchema }, async (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      return { protections: await protectionsOfNames(store, project_id, request.body.names) };
    });
  };
}
