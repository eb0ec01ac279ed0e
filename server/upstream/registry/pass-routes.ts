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

/** The permission that a caller needs for each method. The remote registry decides what else is needed. */
const PERMISSIONS = {
  GET: 'modelarts:model:list',
  POST: 'modelarts:model:create',
  PUT: 'modelarts:model:create',
  DELETE: 'modelarts:model:delete',
} as const satisfies Record<UpstreamRequest['method'], Permission>;

/** The remote registry's answers are no pages of this site, whatever their content type: nothing in them may run. */
const CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * A reverse proxy for everything of a project but the deletion of models, in the name of the caller. It answers with
 * ApiError 0101 (bad request) where a model would be deleted, or the target is none that `targetUrl` takes.
 */
export function passRoutes(upstream: Upstream, remoteCredentials: RemoteCredentials): FastifyPluginAsync {
  return async (app) => {
    keepBodiesRaw(app);
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const) {
      app.route({
        method,
        url: '/v1/:project_id/*',
        handler: async (request, reply) => {
          const caller = callerOf(request, PERMISSIONS[method]);
          const target = targetUrl(request.raw.url ?? '');
          if (method === 'DELETE') refuseModelDeletion(target);
          const credential = await remoteCredentials.of(caller);
          const answer = await upstream.ask(credential, {
            method,
            target,
            headers: headersToRemote(request.headers),
            isUrgent: true,
            ...(Buffer.isBuffer(request.body) && { body: request.body }),
            signal: clientSignal(reply),
          });
          reply.code(answer.statusCode).headers(headersToClient(answer.headers));
          return reply.header('content-security-policy', CONTENT_SECURITY_POLICY).send(streamBody(answer));
        },
      });
    }
  };
}

/** Bodies are not parsed, but forwarded as they are. */
function keepBodiesRaw(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request: FastifyRequest, body, done) =>
    done(null, body),
  );
}

/** Models are deleted by one route only, which writes a receipt. */
function refuseModelDeletion(target: string): void {
  const [, , , kind = ''] = target.split(/[/?]/);
  if (kind.toLowerCase() !== 'models') return;
  throw new ApiError(
    'ModelArts.0101',
    'Nothing was deleted: models are deleted by DELETE /models/{model_id}.',
  );
}
