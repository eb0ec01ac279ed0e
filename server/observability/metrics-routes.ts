import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';
import { routeOf } from './request-log.ts';

const PATH = '/metrics';

/**
 * Counts every request of the gateway but those for its own figures, and answers these: open to everybody who reaches
 * it, as they name nobody and nothing.
 */
export function watchRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request);
    if (route === PATH) return;
    const { method } = request;
    metrics.noteRequest({ method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
  });
  app.get(PATH, { logLevel: 'warn', schema: { hide: true } }, async (_request, reply) => {
    const { type, text } = await metrics.write();
    return reply.type(type).send(text);
  });
}
