import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { TokenRequest } from '../../core/contract/iam.ts';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import { signatureOn } from './authenticate.ts';
import type { Door } from './door.ts';
import { listProjects } from './list-projects.ts';
import { readBody } from './read-body.ts';
import { MAX_SIGN_IN_SIZE, type SignedIn } from './sign-in.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import { issueToken, readToken, type Token } from './tokens.ts';
import { verifySignature } from './verify-signature.ts';

/** What the SDKs narrow their projects by; the rest of what IAM takes is let by. */
const ProjectsQuery = z.object({ name: z.string().max(64).optional() });

/** IAM as ModelArts clients know it: tokens for a password, and the projects of a user. Source: contract.md, IAM. */
export function tokenRoutes(
  store: Store,
  door: Door,
  secret: Buffer,
  throttle: SignInThrottle,
): FastifyPluginAsyncZod {
  return async (app) => {
    const signInOptions = { bodyLimit: MAX_SIGN_IN_SIZE, schema: { body: TokenRequest } };
    app.post('/v3/auth/tokens', signInOptions, async (request, reply) => {
      const { identity, scope } = request.body.auth;
      const { name, password, domain } = identity.password.user;
      await throttle.admit(request, reply, name, 'APIG.0308');
      const credentials = { account: domain.name, user: name, password, project: scope?.project ?? null };
      const person = await door.identify(credentials);
      if (!person) throw new ApiError('ModelArts.0203', WRONG);

      await throttle.forgive(request, name);
      const { user, project, sealed_login } = person;
      const issued = await issueToken(store, {
        ...{ user_id: user.id, project_id: project?.id ?? null, sealed_login },
      });
      reply.code(201).header('x-subject-token', issued.token).header('cache-control', 'no-store');
      return { token: tokenBody(person, issued) };
    });

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

  /** The id of the user that makes a request, by token or signature, in whatever project. */
  async function userOf(request: FastifyRequest): Promise<string> {
    const signature = signatureOn(request);
    if (signature !== undefined) {
      const body = await readBody(request.raw, request.routeOptions.bodyLimit);
      return (await verifySignature(store, secret, request, signature, body, null)).user_id;
    }
    const token = request.headers['x-auth-token'];
    if (typeof token !== 'string') throw new ApiError('ModelArts.0201', WRONG);
    return (await readToken(store, token)).user_id;
  }
}

const WRONG = 'The request you have made requires authentication.';

function tokenBody({ user, account, project }: SignedIn, { issued_at, expires_at }: Token) {
  return {
    issued_at: new Date(issued_at).toISOString(),
    expires_at: new Date(expires_at).toISOString(),
    methods: ['password'],
    user: { ...user, domain: account },
    ...(project && {
      project: { id: project.id, name: project.name, domain: account },
      roles: [{ id: project.role, name: project.role }],
    }),
    catalog: [],
  };
}

function asEnabled<T>(project: T) {
  return { ...project, enabled: true };
}
