import type { FastifyRequest } from 'fastify';
import { PERMISSIONS, type Permission, type Role } from '../../core/contract/roles.ts';
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
  /** The token that it came with, as the gateway knows it again; a signature has none. */
  token_hash?: string;
  /** What a remote registry is asked with in their name, sealed, as it was when the request came. */
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
 * The caller of a request, if it may do what it asks.
 *
 * @throws ApiError 0201 without a token, 0210 when the URL names another project, 0108 when the role does not allow it.
 */
export function callerOf(request: FastifyRequest, permission: Permission): Caller {
  const { caller } = request;
  if (!caller)
    throw new ApiError('ModelArts.0201', 'Send a token in the X-Auth-Token header, or sign the request.');
  const named = projectInUrl(request.params);
  if (named !== undefined && named !== caller.project_id) {
    throw new ApiError('ModelArts.0210', 'The project in the URL is not the one that the token is for.');
  }
  const allowed: readonly Permission[] = PERMISSIONS[caller.role];
  if (!allowed.includes(permission)) {
    throw new ApiError('ModelArts.0108', `The user has no permission for ${permission}.`);
  }
  return caller;
}

/** The project that a route's address names, if it does. */
export function projectInUrl(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('project_id' in params)) return undefined;
  return String(params.project_id);
}
