import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import { signatureOn } from './authenticate.ts';
import type { LastUses } from './last-uses.ts';
import { listProjects } from './list-projects.ts';
import { readBody } from './signature/read-body.ts';
import { verifySignature } from './signature/verify-signature.ts';
import { readToken } from './tokens/tokens.ts';

/** The one filter that the SDKs use; the others of IAM are ignored. */
const ProjectsQuery = z.object({ name: z.string().max(64).optional() });

/** IAM's lists of a user's projects. Source: contract.md, IAM. */
export function projectRoutes(store: Store, secret: Buffer, uses: LastUses): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/v3/auth/projects', async (request) => {
      const projects = await listProjects(store, await userOf(request));
      return {
        projects: projects.map(asEnabled),
        links: { self: '/v3/auth/projects', next: null, previous: null },
      };
    });

    // The same to an SDK that was told a region and no project: it asks for the project of the region's name.
    app.get('/v3/projects', { schema: { querystring: ProjectsQuery } }, async (request) => {
      const projects = await listProjects(store, await userOf(request), request.query.name);
      return {
        projects: projects.map(asEnabled),
        links: { self: '/v3/projects', next: null, previous: null },
      };
    });
  };

  /**
   * The id of the user that makes a request, by token or signature, in whatever project.
   *
   * @throws ApiError 0201, 0202 or 0203 for the token (absent, expired, unknown); 0206 for a bad signature.
   */
  async function userOf(request: FastifyRequest): Promise<string> {
    const authorization = signatureOn(request);
    if (authorization !== undefined) {
      const body = await readBody(request.raw, request.routeOptions.bodyLimit);
      const holder = await verifySignature(store, secret, { request, authorization, body }, null);
      uses.note(holder);
      return holder.user_id;
    }
    const token = request.headers['x-auth-token'];
    if (typeof token !== 'string') {
      throw new ApiError('ModelArts.0201', 'Send a token in the X-Auth-Token header, or sign the request.');
    }
    return (await readToken(store, token)).user_id;
  }
}

function asEnabled<T>(project: T) {
  return { ...project, enabled: true };
}
