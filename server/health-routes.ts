import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Store } from './store/schema.ts';

/** For whatever keeps the gateway running: `/healthz` says that it is alive, `/readyz` that its database answers. */
export function healthRoutes(store: Store) {
  return async (app: FastifyInstance) => {
    app.get('/healthz', { logLevel: 'warn', schema: { hide: true } }, async () => ({ status: 'alive' }));
    app.get('/readyz', { logLevel: 'warn', schema: { hide: true } }, async (request, reply) => {
      try {
        await sql`select 1`.execute(store);
        return { status: 'ready' };
      } catch (error) {
        request.log.warn({ err: error }, 'The database does not answer');
        return reply.code(503).send({ status: 'unavailable', reason: 'The database does not answer.' });
      }
    });
  };
}
