import type { FastifyInstance } from 'fastify';
import { MARK_HEADER } from '../../core/console-api/live/mark-header.ts';
import type { EventHub } from './event-hub.ts';

/** Every answer to the console says from where on a stream has to tell what the answer cannot have known. */
export function tellStreamPosition(app: FastifyInstance, hub: EventHub): void {
  // Before anything is read: what is heard after it may be missing from the answer, and what was heard before is not.
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header(MARK_HEADER, hub.mark());
  });
}
