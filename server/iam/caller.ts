import type { FastifyRequest } from 'fastify';
import { isPermitted, type Permission, type Role } from '../../core/contract/roles.ts';
import { ApiError } from '../errors.ts';

/** Who makes a request, and in which project. */
export type Caller = {
  user_id: string;
  user_name: string;
  account_id: string;
  account_name: string;
  project_id: string;
  project_name: string;
  role: Role;
  /** The hash of the token that the request came with; a signature has none. */
  token_hash?: string;
  /** The hash of the session's id, or the access key, if it was one of the two that the request came with. */
  session_hash?: string;
  access_key?: string;
  /** The remote registry's credentials of the caller, sealed, as they were when the request came. */
  sealed_login?: string | null;
};

/** A caller by token or session; `expires_at` of the token, in ms since the epoch. */
export type SessionCaller = Caller & { expires_at: number };

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the authentication hook; null on routes that are open to everybody. */
    caller: Caller | null;
  }
}

/**
 * Authorises a request: its caller, if their role has the permission in the project that the URL names.
 *
 * @throws ApiError 0201 (no token) outside of `authenticate`; 0210 (wrong project) when the URL names another project than
 *   the caller's; 0108 (forbidden) when the role lacks the permission.
 * @example
 * app.get('/v1/:project_id/models', (request) => {
 *   const { project_id } = callerOf(request, 'modelarts:model:list');
 *   return listModels(store, project_id, request.query);
 * });
 */
export function callerOf(request: FastifyRequest, permission: Permission): Caller {
  const { caller } = request;
  if (!caller)
    throw new ApiError('ModelArts.0201', 'Send a token in the X-Auth-Token header, or sign the request.');
  const named = projectInUrl(request.params);
  if (named !== undefined && named !== caller.project_id) {
    throw new ApiError('ModelArts.0210', 'The project in the URL is not the one that the token is for.');
  }
  if (!isPermitted(caller.role, permission)) {
    throw new ApiError('ModelArts.0108', `The user has no permission for ${permission}.`);
  }
  return caller;
}

/** The `project_id` of a route's parameters, if it has one. */
export function projectInUrl(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('project_id' in params)) return undefined;
  return String(params.project_id);
}
