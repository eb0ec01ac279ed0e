import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { TokenRequest } from '../../core/contract/iam.ts';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import { issueToken, readToken, type Token } from './tokens.ts';

/** IAM as ModelArts clients know it: tokens for a password, and the projects of a user. Source: contract.md, IAM. */
export function tokenRoutes(store: Store, throttle: SignInThrottle): FastifyPluginAsyncZod {
  return async (app) => {
    app.post('/v3/auth/tokens', { schema: { body: TokenRequest } }, async (request, reply) => {
      const { identity, scope } = request.body.auth;
      const { name, password, domain } = identity.password.user;
      throttle.admit(request, reply, name, 'APIG.0308');
      const credentials = { account: domain.name, user: name, password, project: scope?.project ?? null };
      const person = await signIn(store, credentials);
      if (!person) throw new ApiError('ModelArts.0203', WRONG);

      throttle.forgive(request, name);
      const issued = await issueToken(store, person.user.id, person.project?.id ?? null);
      reply.code(201).header('x-subject-token', issued.token).header('cache-control', 'no-store');
      return { token: tokenBody(person, issued) };
    });

    app.get('/v3/auth/projects', async (request) => {
      const token = request.headers['x-auth-token'];
      if (typeof token !== 'string') throw new ApiError('ModelArts.0201', WRONG);
      const holder = await readToken(store, token);
      const projects = await listProjects(store, holder.user_id);
      return { projects, links: { self: '/v3/auth/projects', next: null, previous: null } };
    });
  };
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

async function listProjects(store: Store, user_id: string) {
  const rows = await store
    .selectFrom('memberships')
    .innerJoin('projects', 'projects.project_id', 'memberships.project_id')
    .where('memberships.user_id', '=', user_id)
    .orderBy('projects.name')
    .select(['projects.project_id as id', 'projects.name', 'projects.account_id as domain_id'])
    .execute();
  return rows.map((row) => ({ ...row, enabled: true }));
}
