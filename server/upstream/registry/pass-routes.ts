import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Permission } from '../../../core/contract/roles.ts';
import { ApiError } from '../../errors.ts';
import { callerOf } from '../../iam/caller.ts';
import type { RemoteCredentials } from '../identity/remote-credentials.ts';
import { clientSignal } from '../transport/client-signal.ts';
import { headersToClient, headersToRemote } from '../transport/forwarded-headers.ts';
import { streamBody } from '../transport/stream-body.ts';
import { targetUrl } from '../transport/target-url.ts';
import type { Upstream, UpstreamRequest } from '../transport/upstream.ts';

/** What a caller needs for each method. What else there is to be permitted, the remote registry knows. */
const PERMISSIONS = {
  GET: 'modelarts:model:list',
  POST: 'modelarts:model:create',
  PUT: 'modelarts:model:create',
  DELETE: 'modelarts:model:delete',
} as const satisfies Record<UpstreamRequest['method'], Permission>;

/** What the remote registry wrote is no page of this site, whatever it calls itself: nothing of it is run. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Passes everything of a project but the deletion of models to the remote registry, in the name of who asks. */
export function passRoutes(upstream: Upstream, remoteCredentials: RemoteCredentials): FastifyPluginAsync {
  return async (app) => {
    keepBodies(app);
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const) {
      app.route({
        ...{ method, url: '/v1/:project_id/*' },
        handler: async (request, reply) => {
          const caller = callerOf(request, PERMISSIONS[method]);
          const target = targetUrl(request.raw.url ?? '');
          if (method === 'DELETE') refuseModels(target);
          const credential = await remoteCredentials.of(caller);
          const answer = await upstream.ask(credential, {
            ...{ method, target, headers: headersToRemote(request.headers), isUrgent: true },
            ...(Buffer.isBuffer(request.body) && { body: request.body }),
            signal: clientSignal(reply),
          });
          reply.code(answer.statusCode).headers(headersToClient(answer.headers));
          return reply.header('content-security-policy', POLICY).send(streamBody(answer));
        },
      });
    }
  };
}

/** Bodies are not read here, only passed on. */
function keepBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request: FastifyRequest, body, done) =>
    done(null, body),
  );
}

/** Models are deleted one way only, which writes a receipt. */
function refuseModels(target: string): void {
  const [, , , kind = ''] = target.split(/[/?]/);
  if (kind.toLowerCase() !== 'models') return;
  throw new ApiError(
    'ModelArts.0101',
    'Nothing was deleted: models are deleted by DELETE /models/{model_id}.',
  );
}
