import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { MadeKey } from '../../core/console-api/access/people.ts';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import { byAdmin, PersonParams } from './by-admin.ts';
import { makeKey, removeKey } from './change-keys.ts';

const KeyParams = PersonParams.extend({ access_key: z.string().min(1).max(64) });

/**
 * The access keys of the people of an account, for its administrators.
 *
 * @param secret 32 bytes that secret keys are sealed under.
 */
export function personKeyRoutes(store: Store, secret: Buffer): FastifyPluginAsyncZod {
  return async (app) => {
    const makeSchema = {
      summary: 'Make an access key for somebody',
      params: PersonParams,
      response: { 201: MadeKey },
    };
    app.post('/api/people/:user_id/keys', { schema: makeSchema }, async (request, reply) => {
      const { target, changing } = await byAdmin(store, request, request.params.user_id);
      reply.header('cache-control', 'no-store').code(201);
      return makeKey(changing, secret, target);
    });

    const removeSchema = {
      summary: "Remove somebody's access key",
      params: KeyParams,
      response: { 204: z.null() },
    };
    app.delete('/api/people/:user_id/keys/:access_key', { schema: removeSchema }, async (request, reply) => {
      const { target, changing } = await byAdmin(store, request, request.params.user_id);
      if (!(await removeKey(changing, target, request.params.access_key))) {
        throw new ApiError('Coppice.0006', 'They have no such access key.');
      }
      return reply.code(204).send(null);
    });
  };
}
