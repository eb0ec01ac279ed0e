import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { EventsQuery } from '../../core/console-api/live/events.ts';
import { ApiError } from '../errors.ts';
import type { Identify } from '../iam/authenticate.ts';
import { callerOf } from '../iam/caller.ts';
import type { EventHub } from './event-hub.ts';
import { openEventStream } from './event-stream.ts';
import { streamLimits } from './stream-limits.ts';

/**
 * The changes of the caller's project, as they happen.
 *
 * @param signOfLife how often a stream gives one, and is looked at whether it may go on, in ms.
 */
export function eventRoutes(hub: EventHub, identify: Identify, signOfLife: number): FastifyPluginAsyncZod {
  const limits = streamLimits();
  return async (app) => {
    app.addHook('preClose', async () => hub.hangUp());
    app.addHook('onClose', () => hub.close());

    app.get(
      '/api/events',
      {
        // To HEAD no stream is sent that could end: whoever asked would be told for ever.
        exposeHeadRoute: false,
        schema: { summary: 'Follow changes (server-sent events)', querystring: EventsQuery },
      },
      (request, reply) => {
        const caller = callerOf(request, 'modelarts:model:list');
        const { project_id, user_id } = caller;
        const giveBack = limits.take(caller);
        const stream = openEventStream();
        const { since } = request.query;
        const endIfOver = async () => {
          const isIt = await isOver(request);
          if (isIt) stream.end();
          return isIt;
        };
        const unfollow = hub.follow(project_id, {
          user_id,
          since,
          tell: stream.tell,
          end: stream.end,
          endIfOver,
        });
        const giveSign = () => stream.tell({ about: 'nothing' }, hub.mark());
        giveSign();
        const beat = setInterval(async () => {
          if (!(await endIfOver())) giveSign();
        }, signOfLife);
        stream.body.once('close', () => {
          clearInterval(beat);
          unfollow();
          giveBack();
        });
        return (
          reply
            .type('text/event-stream')
            .header('cache-control', 'no-store')
            // Said to nginx, and heard by others: what is written goes out at once.
            .header('x-accel-buffering', 'no')
            .send(stream.body)
        );
      },
    );

    async function isOver(request: FastifyRequest): Promise<boolean> {
      try {
        await identify(request);
        callerOf(request, 'modelarts:model:list');
        return false;
      } catch (error) {
        if (error instanceof ApiError) return true;
        // The database may be away for a moment: that is no reason to send anybody away.
        request.log.warn({ err: error }, 'Who follows the changes could not be checked');
        return false;
      }
    }
  };
}
