import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../errors.ts';
import type { Store } from '../store/schema.ts';
import { type Caller, projectInUrl, type SessionCaller } from './caller.ts';
import type { LastUses } from './last-uses.ts';
import { sessionIdOf } from './sign-in/session-cookie.ts';
import type { Sessions } from './sign-in/sessions.ts';
import { readBody, unread } from './signature/read-body.ts';
import { isSignature } from './signature/signature.ts';
import { PROJECT_HEADER, type SignedRequest, verifySignature } from './signature/verify-signature.ts';
import { callerOfToken, hashSecret } from './tokens/tokens.ts';

/** Authenticates a request again, and sets `request.caller`; throws as at first when its credentials are not good any more. */
export type Identify = (request: FastifyRequest) => Promise<void>;

/**
 * Adds the authentication hook to a Fastify scope: by token (X-Auth-Token), by signature (Authorization), or else by the
 * session's cookie. It sets `request.caller`, and rejects a request that has none of the three. A signature covers the
 * body, so it is verified in `preParsing`, before the body is parsed; the others in `onRequest`, before it is read.
 *
 * Requests are rejected with ApiError 0201 to 0203 (token absent, expired, unknown), 0206 (bad signature), 0210 (not a
 * project of the key's user), 0212 (no project), 0108 (no role in it), or 0002 (no session) on the console's own routes.
 *
 * @param app the scope whose routes need a caller; those outside it stay open.
 * @param within `secret`: 32 bytes that access keys are sealed under; `uses`: is told of each request that is let in.
 * @returns authenticates a request again, for streams that outlive their token; only requests without a body.
 * @example
 * await app.register(async (authenticated) => {
 *   authenticate(authenticated, { store, secret, sessions, uses });
 *   authenticated.get('/v1/:project_id/models', (request) => listModels(callerOf(request, 'modelarts:model:list')));
 * });
 */
export function authenticate(
  app: FastifyInstance,
  { store, secret, sessions, uses }: { store: Store; secret: Buffer; sessions: Sessions; uses: LastUses },
): Identify {
  const identify = async (request: FastifyRequest, body: Buffer) => {
    const token = request.headers['x-auth-token'];
    const signature = signatureOn(request);
    if (typeof token === 'string') request.caller = await callerOfToken(store, token);
    else if (signature === undefined) request.caller = await callerOfSession(store, sessions, request);
    else request.caller = await callerOfSignature(store, secret, { request, authorization: signature, body });
    uses.note(request.caller);
  };
  app.addHook('onRequest', async (request) => {
    if (signatureOn(request) === undefined) await identify(request, NO_BODY);
  });
  app.addHook('preParsing', async (request, _reply, payload: Readable) => {
    if (signatureOn(request) === undefined) return payload;
    const body = await readBody(payload, request.routeOptions.bodyLimit);
    await identify(request, body);
    return unread(body);
  });
  return (request) => identify(request, NO_BODY);
}

const NO_BODY = Buffer.alloc(0);

/** The Authorization header of a request, if it is a signature; a token takes precedence over it. */
export function signatureOn(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  return request.headers['x-auth-token'] === undefined && isSignature(authorization)
    ? authorization
    : undefined;
}

/**
 * The caller that signed a request, in the project that its address names, or else its X-Project-Id.
 *
 * @throws ApiError 0206 (bad signature); 0212 (no project) when none is named; 0210 (wrong project) when it is not the
 *   user's.
 */
async function callerOfSignature(store: Store, secret: Buffer, signed: SignedRequest): Promise<Caller> {
  const { request } = signed;
  const header = request.headers[PROJECT_HEADER];
  const project_id = projectInUrl(request.params) ?? (typeof header === 'string' ? header : null);
  const holder = await verifySignature(store, secret, signed, project_id);
  if (project_id === null) {
    throw new ApiError('ModelArts.0212', 'Name the project in the X-Project-Id header.');
  }
  if (!holder.scope || (header !== undefined && header !== project_id)) {
    const message = "The project is none of the key's user, or X-Project-Id names another than the URL.";
    throw new ApiError('ModelArts.0210', message);
  }
  const { scope, ...user } = holder;
  return { ...user, ...scope };
}

/**
 * The caller that the request's session cookie stands for.
 *
 * @throws ApiError 0002 (no session) on the console's routes; on ModelArts', which has no sessions, the codes of tokens:
 *   0201 (absent) and 0202 (expired).
 */
export async function callerOfSession(
  store: Store,
  sessions: Sessions,
  request: FastifyRequest,
): Promise<SessionCaller> {
  const id = sessionIdOf(request);
  const isConsole = request.url.startsWith('/api/');
  if (id === undefined) {
    throw isConsole
      ? new ApiError('Coppice.0002', 'Nobody is signed in.')
      : new ApiError('ModelArts.0201', 'Send a token in the X-Auth-Token header, or sign the request.');
  }
  const token = await sessions.tokenOf(id);
  const caller = token === undefined ? undefined : await callerUnlessOver(store, token, hashSecret(id));
  if (caller) return caller;
  throw isConsole
    ? new ApiError('Coppice.0002', 'The session has expired. Sign in again.')
    : new ApiError('ModelArts.0202', 'The session has expired. Sign in again.');
}

/** A session's token can be revoked or expire before the session does; then the session is over as well. */
async function callerUnlessOver(
  store: Store,
  token: string,
  session_hash: string,
): Promise<SessionCaller | undefined> {
  try {
    return await callerOfToken(store, token, session_hash);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return undefined;
    throw error;
  }
}
