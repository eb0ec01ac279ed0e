import type { FastifyInstance } from 'fastify';
import type { Store } from '../store/schema.ts';
import { CHECK_EVERY_MS, writeCheck } from './write-check.ts';

/**
 * For whatever keeps the gateway running: `/healthz` says that it is alive, `/readyz` that its database answers and
 * takes writes.
 */
export function healthRoutes(store: Store) {
  const check = writeCheck(store, CHECK_EVERY_MS);
  return async (app: FastifyInstance) => {
    app.get('/healthz', QUIET, async () => ({ status: 'alive' }));
    app.get('/readyz', QUIET, async (request, reply) => {
      const unwritable = await check();
      if (!unwritable) return { status: 'ready' };
      request.log.warn({ err: unwritable.error }, unwritable.reason);
      return reply.code(503).send({ status: 'unavailable', reason: unwritable.reason });
    });
  };
}

const QUIET = { logLevel: 'warn', schema: { hide: true } } as const;
