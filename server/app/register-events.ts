import type { FastifyInstance } from 'fastify';
import { answerStreamsEnded } from '../events/access-ended.ts';
import { type EventHub, openEventHub } from '../events/event-hub.ts';
import { tellStreamPosition } from '../events/tell-marks.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Listen } from '../store/listen.ts';
import type { Store } from '../store/schema.ts';

/**
 * Opens the hub that streams changes to consoles, and adds the stream's position to every answer. After the guards, which
 * need no position for what they refuse; before the routes, as an answer's position is one from before it was read.
 *
 * @param events `listen` hears what any gateway of the database publishes.
 */
export async function registerEvents(
  app: FastifyInstance,
  { store, listen, metrics }: { store: Store; listen: Listen; metrics: Metrics },
): Promise<EventHub> {
  const hub = await openEventHub(listen, (user_id, streams) => {
    answerStreamsEnded(store, user_id, streams).catch((error: unknown) =>
      app.log.warn({ err: error }, 'It could not be said how many streams ended'),
    );
  });
  metrics.gauge('coppice_event_clients', 'Consoles that are told of changes as they happen', () =>
    hub.clients(),
  );
  tellStreamPosition(app, hub);
  return hub;
}
