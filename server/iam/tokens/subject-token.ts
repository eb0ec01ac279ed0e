import type { FastifyRequest } from 'fastify';
import type { Role } from '../../../core/contract/roles.ts';
import { ApiError } from '../../errors.ts';
import type { Store } from '../../store/schema.ts';
import { readToken, type TokenHolder } from './tokens.ts';

type Named = { id: string; name: string };

/** The token of X-Subject-Token, and what it is for. Times in ms since the epoch. */
type SubjectToken = {
  token: string;
  issued_at: number;
  expires_at: number;
  methods: string[];
  user: Named;
  account: Named;
  project: (Named & { role: Role }) | null;
};

/**
 * Reads the token of a request's X-Subject-Token (Keystone's token validation). A user may only read their own tokens.
 *
 * @throws ApiError 0201 (absent), 0202 (expired) or 0203 (unknown) for the X-Auth-Token; 0101 (bad request) without a
 *   subject token; 0006 (not found) for one that is unknown or has expired; 0108 (forbidden) for another user's.
 */
export async function subjectOf(store: Store, request: FastifyRequest): Promise<SubjectToken> {
  const { 'x-auth-token': own, 'x-subject-token': token } = request.headers;
  if (typeof own !== 'string')
    throw new ApiError('ModelArts.0201', 'Send a token in the X-Auth-Token header.');
  const { user_id } = await readToken(store, own);
  if (typeof token !== 'string') {
    throw new ApiError('ModelArts.0101', 'Send the token that it is about in the X-Subject-Token header.');
  }
  const holder = await holderOf(store, token);
  if (holder.user_id !== user_id) throw new ApiError('ModelArts.0108', "The token is another user's.");
  const { issued_at, expires_at, methods, scope } = holder;
  return {
    token,
    issued_at,
    expires_at,
    methods,
    user: { id: holder.user_id, name: holder.user_name },
    account: { id: holder.account_id, name: holder.account_name },
    project: scope && { id: scope.project_id, name: scope.project_name, role: scope.role ?? goneFrom() },
  };
}

async function holderOf(store: Store, token: string): Promise<TokenHolder> {
  try {
    return await readToken(store, token);
  } catch (error) {
    if (error instanceof ApiError) throw unknown();
    throw error;
  }
}

/** A token for a project that its user has left is not valid any more. */
function goneFrom(): never {
  throw unknown();
}

function unknown(): ApiError {
  return new ApiError('Coppice.0006', 'There is no such token, or it is not good any more.');
}
