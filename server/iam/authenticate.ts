import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import type { Caller } from './caller.ts';
import { SESSION_COOKIE, type Sessions } from './sessions.ts';
import { callerOfToken } from './tokens.ts';

/** Finds out who makes a request, by its token or else by its session; nobody gets past it otherwise. */
export function authenticate(store: Store, sessions: Sessions): onRequestAsyncHookHandler {
  return async (request) => {
    const token = request.headers['x-auth-token'];
    request.caller =
      typeof token === 'string'
        ? await callerOfToken(store, token)
        : await callerOfSession(store, sessions, request);
  };
}

/**
 * The caller that the request's session cookie stands for.
 *
 * @throws ApiError on the console's routes 0002; on ModelArts' the token codes 0201 and 0202, as it has no sessions.
 */
export async function callerOfSession(
  store: Store,
  sessions: Sessions,
  request: FastifyRequest,
): Promise<Caller> {
  const id = request.cookies[SESSION_COOKIE];
  const isConsole = request.url.startsWith('/api/');
  if (id === undefined) {
    throw isConsole
      ? new ApiError('Coppice.0002', 'Nobody is signed in.')
      : new ApiError('ModelArts.0201', 'Send a token in the X-Auth-Token header.');
  }
  const token = await sessions.tokenOf(id);
  const caller = token === undefined ? undefined : await callerUnlessExpired(store, token);
  if (caller) return caller;
  throw isConsole
    ? new ApiError('Coppice.0002', 'The session has expired. Sign in again.')
    : new ApiError('ModelArts.0202', 'The session has expired. Sign in again.');
}

/** A session's token can go before the session does; then the session is over as well. */
async function callerUnlessExpired(store: Store, token: string): Promise<Caller | undefined> {
  try {
    return await callerOfToken(store, token);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return undefined;
    throw error;
  }
}
