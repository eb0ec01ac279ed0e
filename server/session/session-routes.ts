import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  ProjectChoices,
  ProjectChoicesBody,
  Session,
  SignInBody,
} from '../../core/console-api/access/session.ts';
import type { RegistryBackend } from '../backends/registry-backend.ts';
import { ApiError } from '../errors.ts';
import { admit } from '../iam/admit.ts';
import { callerOfSession } from '../iam/authenticate.ts';
import type { SessionCaller } from '../iam/caller.ts';
import { listProjects } from '../iam/list-projects.ts';
import { noteSignOut } from '../iam/sign-in/note-sign-in.ts';
import { isSecure, sessionCookieOn, sessionIdOf } from '../iam/sign-in/session-cookie.ts';
import type { Sessions } from '../iam/sign-in/sessions.ts';
import { MAX_SIGN_IN_BYTES } from '../iam/sign-in/sign-in.ts';
import type { SignInThrottle } from '../iam/sign-in/sign-in-throttle.ts';
import { callerOfToken } from '../iam/tokens/tokens.ts';
import type { Store } from '../store/schema.ts';

/** Signing in to the console, asking who is signed in, and signing out. */
export function sessionRoutes(
  store: Store,
  {
    host,
    authenticator,
    onSignIn,
    serviceUrl,
  }: Omit<RegistryBackend, 'routes' | 'deletions'> & { serviceUrl?: string | undefined },
  sessions: Sessions,
  throttle: SignInThrottle,
): FastifyPluginAsyncZod {
  const about = { is_mirrored: host !== null, service_url: serviceUrl ?? null };
  return async (app) => {
    const signInSchema = { summary: 'Sign in', body: SignInBody, response: { 200: Session } };
    app.post(
      '/api/session',
      { bodyLimit: MAX_SIGN_IN_BYTES, schema: signInSchema },
      async (request, reply) => {
        const name = nameOf(request.body);
        await throttle.admit(request, reply, name, 'Coppice.0004');
        const person = await authenticator.identify({
          ...request.body,
          project: { name: request.body.project },
        });
        const token = person?.project ? await admit(store, person, 'console') : undefined;
        if (!person?.project || !token) throw new ApiError('Coppice.0003', WRONG);

        await throttle.forgive(request, name);
        await endSession(request);
        const from = { user_agent: request.headers['user-agent'], address: request.ip };
        const id = await sessions.open(token, from);
        const expires = new Date(token.expires_at);
        reply.setCookie(sessionCookieOn(request), id, { ...cookieFor(request), expires });
        const caller = await callerOfToken(store, token.token);
        onSignIn(caller);
        return toSession(caller, about);
      },
    );

    const choicesSchema = {
      summary: 'List the projects to sign in to',
      body: ProjectChoicesBody,
      response: { 200: ProjectChoices },
    };
    app.post(
      '/api/session/projects',
      { bodyLimit: MAX_SIGN_IN_BYTES, schema: choicesSchema },
      async (request, reply) => {
        const name = nameOf(request.body);
        await throttle.admit(request, reply, name, 'Coppice.0004');
        const person = await authenticator.identify({ ...request.body, project: null });
        if (!person) throw new ApiError('Coppice.0003', WRONG);
        await throttle.forgive(request, name);
        return { projects: await listProjects(store, person.user.id) };
      },
    );

    const readSchema = { summary: 'Who is signed in', response: { 200: Session } };
    app.get('/api/session', { schema: readSchema }, async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return toSession(await callerOfSession(store, sessions, request), about);
    });

    const signOutSchema = { summary: 'Sign out', response: { 204: z.null() } };
    app.delete('/api/session', { schema: signOutSchema }, async (request, reply) => {
      const caller = await callerOfSession(store, sessions, request).catch(nobody);
      await endSession(request, caller && ((trx) => noteSignOut(trx, caller)));
      reply.clearCookie(sessionCookieOn(request), cookieFor(request)).code(204);
      return null;
    });

    /** The session that a request came with, if any: it never outlives a sign-in, so that none can be planted. */
    async function endSession(request: FastifyRequest, note?: Parameters<Sessions['end']>[1]): Promise<void> {
      const id = sessionIdOf(request);
      if (id !== undefined) await sessions.end(id, note);
    }
  };
}

/** Whose session is over by itself has nothing to sign out of. */
function nobody(error: unknown): undefined {
  if (!(error instanceof ApiError)) throw error;
}

const WRONG = 'The account, user, password or project is wrong.';

function cookieFor(request: FastifyRequest): CookieSerializeOptions {
  // The path is all of the host's wherever the console is: `__Host-` has to have it.
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(request) };
}

/** Whose password, or which key, is tried. */
function nameOf(given: { user: string } | { access_key: string }): string {
  return 'user' in given ? given.user : given.access_key;
}

function toSession(caller: SessionCaller, about: Pick<Session, 'is_mirrored' | 'service_url'>): Session {
  return {
    user: { id: caller.user_id, name: caller.user_name },
    account: { id: caller.account_id, name: caller.account_name },
    project: { id: caller.project_id, name: caller.project_name },
    role: caller.role,
    expires_at: caller.expires_at,
    ...about,
  };
}
