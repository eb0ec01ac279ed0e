import { createHash, randomBytes } from 'node:crypto';
import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { Role } from '../../../core/contract/roles.ts';
import { ApiError } from '../../errors.ts';
import { tellAccessEnded } from '../../events/access-ended.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Database, Store } from '../../store/schema.ts';
import type { SessionCaller } from '../caller.ts';

/** How long a token is good for, in ms. Source: contract.md, IAM. */
const TOKEN_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** A token just made. Times in ms since the epoch. Only its hash is stored. */
export type Token = { token: string; issued_at: number; expires_at: number };

/** Whom a token is issued to: a user, in a project or in none, with their credentials for a remote registry. */
export type Bearer = {
  user_id: string;
  project_id: string | null;
  sealed_login?: string | undefined;
  /** How they were authenticated, as IAM has it; by password, if left out. */
  methods?: readonly string[];
  /** When it expires at the latest, in ms since the epoch. */
  expires_by?: number;
};

/** The user that a token was issued to; `scope` is null for an unscoped token. Times in ms since the epoch. */
export type TokenHolder = {
  user_id: string;
  user_name: string;
  account_id: string;
  account_name: string;
  issued_at: number;
  expires_at: number;
  methods: string[];
  /** What is stored of the token. */
  token_hash: string;
  sealed_login: string | null;
  scope: { project_id: string; project_name: string; role: Role | null } | null;
};

/** Issues a token. Removes tokens that expired long ago as well. */
export async function issueToken(
  store: Store,
  { user_id, project_id, sealed_login, methods, expires_by = Number.POSITIVE_INFINITY }: Bearer,
): Promise<Token> {
  const now = Date.now();
  // Kept for a while after they expire, so that the answer is 0202 (expired) and not 0203 (unknown).
  await store
    .deleteFrom('tokens')
    .where('expires_at', '<', now - TOKEN_LIFETIME_MS)
    .execute();
  const expires_at = Math.min(now + TOKEN_LIFETIME_MS, expires_by);
  const issued = { token: randomSecret(), issued_at: now, expires_at };
  await store
    .insertInto('tokens')
    .values({
      token_hash: hashSecret(issued.token),
      user_id,
      project_id,
      issued_at: now,
      expires_at,
      sealed_login: sealed_login ?? null,
      ...(methods && { methods: JSON.stringify(methods) }),
    })
    .execute();
  return issued;
}

/**
 * Validates a token.
 *
 * @param session_hash of the session that uses it, which has to exist as well.
 * @throws ApiError 0203 (unknown token) when it is none of ours or was revoked; 0202 (expired).
 */
export async function readToken(store: Store, token: string, session_hash?: string): Promise<TokenHolder> {
  const token_hash = hashSecret(token);
  const row = await store
    .selectFrom('tokens')
    .innerJoin('users', 'users.user_id', 'tokens.user_id')
    .innerJoin('accounts', 'accounts.account_id', 'users.account_id')
    .leftJoin('projects', 'projects.project_id', 'tokens.project_id')
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.project_id', '=', 'tokens.project_id')
        .onRef('memberships.user_id', '=', 'tokens.user_id'),
    )
    .modifyEnd(PREPARED)
    .where('tokens.token_hash', '=', token_hash)
    .$if(session_hash !== undefined, (query) => query.where(isOpen(session_hash ?? '')))
    .select(['tokens.issued_at', 'tokens.expires_at', 'tokens.methods', 'tokens.sealed_login'])
    .select(['users.user_id', 'users.name as user_name'])
    .select(['accounts.account_id', 'accounts.name as account_name'])
    .select(['projects.project_id', 'projects.name as project_name', 'memberships.role'])
    .executeTakeFirst();
  if (!row) throw new ApiError('ModelArts.0203', 'The token cannot be read. Sign in again for a new one.');
  if (row.expires_at <= Date.now()) {
    throw new ApiError('ModelArts.0202', 'The token has expired. Sign in again for a new one.');
  }
  const { project_id, project_name, role, ...holder } = row;
  const hasProject = project_id !== null && project_name !== null;
  return { ...holder, token_hash, scope: hasProject ? { project_id, project_name, role } : null };
}

function isOpen(session_hash: string): Expression<SqlBool> {
  const { exists, selectFrom } = expressionBuilder<Database, never>();
  const session = selectFrom('sessions').select('session_hash').where('session_hash', '=', session_hash);
  return exists(session.where('expires_at', '>', Date.now()));
}

/**
 * The caller by a token, in its project.
 *
 * @param session_hash of the session that uses it, which has to exist as well.
 * @throws ApiError 0203 (unknown token), 0202 (expired); 0212 (no project) for an unscoped token; 0108 (forbidden) when the
 *   user has left the project.
 */
export async function callerOfToken(
  store: Store,
  token: string,
  session_hash?: string,
): Promise<SessionCaller> {
  const { scope, ...holder } = await readToken(store, token, session_hash);
  if (!scope) throw new ApiError('ModelArts.0212', 'The token is for no project. Ask for one with a scope.');
  const { project_id, project_name, role } = scope;
  if (!role) throw new ApiError('ModelArts.0108', `The user is no longer a member of ${project_name}.`);
  return { ...holder, project_id, project_name, role, ...(session_hash !== undefined && { session_hash }) };
}

/** Revokes a token, and ends its session; streams that are open by it end at once. Idempotent. */
export async function revokeToken(store: Store, token: string): Promise<void> {
  const token_hash = hashSecret(token);
  const built = store.selectFrom('tokens').where('token_hash', '=', token_hash).select('session_hash');
  await store.deleteFrom('sessions').where('session_hash', 'in', built).execute();
  await store
    .deleteFrom('tokens')
    .where('token_hash', '=', token_hash)
    .returning(({ ref }) => tellAccessEnded(ref('user_id')))
    .execute();
}

/** 256 random bits in base64url. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a random secret, SHA-256 in hex: with 256 bits of entropy it needs no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
