import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { OwnSessions, PeopleChange } from '../../core/console-api/access/people.ts';
import { ApiError } from '../errors.ts';
import { callerOf } from '../iam/caller.ts';
import type { LastUses } from '../iam/last-uses.ts';
import { endOneSession, endOtherSessions } from '../iam/users/own-sessions.ts';
import type { Store } from '../store/schema.ts';
import { noteSessionsEnded } from './change-people.ts';
import { listOwnSessions } from './own-access.ts';

const SessionParams = z.object({ session_id: z.string().min(1).max(64) });

/** One's own sessions, for everybody: to see where one is signed in, and to end that. */
export function ownSessionRoutes(store: Store, uses: LastUses): FastifyPluginAsyncZod {
  return async (app) => {
    const listSchema = { summary: "List one's own sessions", response: { 200: OwnSessions } };
    app.get('/api/me/sessions', { schema: listSchema }, async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const caller = callerOf(request, 'coppice:access:own');
      await uses.flush();
      return listOwnSessions(store, caller);
    });

    const endSchema = {
      summary: "End one of one's own sessions",
      params: SessionParams,
      response: { 204: z.null() },
    };
    app.delete('/api/me/sessions/:session_id', { schema: endSchema }, async (request, reply) => {
      const caller = callerOf(request, 'coppice:access:own');
      const { session_id } = request.params;
      const isEnded = await store.transaction().execute(async (trx) => {
        const ended = await endOneSession(trx, caller.user_id, session_id);
        if (ended) await noteSessionsEnded(trx, { actor: caller }, caller, { sessions: 1, tokens: 0 });
        return ended;
      });
      if (!isEnded) throw new ApiError('Coppice.0006', 'There is no such session of yours.');
      return reply.code(204).send(null);
    });

    const endOthersSchema = {
      summary: "End all of one's own sessions and tokens but the one that asks",
      response: { 200: PeopleChange },
    };
    app.delete('/api/me/sessions', { schema: endOthersSchema }, async (request) => {
      const caller = callerOf(request, 'coppice:access:own');
      const ended = await store.transaction().execute(async (trx) => {
        const done = await endOtherSessions(trx, caller);
        await noteSessionsEnded(trx, { actor: caller }, caller, done);
        return done;
      });
      return { ...ended, abandoned: [] };
    });
  };
}
