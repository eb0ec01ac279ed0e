import type { ColumnType } from 'kysely';
import type { Role } from '../../core/contract/roles.ts';
import type { Nullable } from './column-types.ts';

/** The tables of people and of what they come in with. Times are ms since the epoch. */
export interface PeopleTables {
  accounts: { account_id: string; name: string };
  projects: { project_id: string; account_id: string; name: string };
  users: {
    user_id: string;
    account_id: string;
    name: string;
    password_hash: string;
    created_at: number;
    /** When a request came from them last, give or take a minute (server/iam/last-uses.ts); null when none did. */
    seen_at: Nullable<number>;
  };
  memberships: { project_id: string; user_id: string; role: Role };
  tokens: {
    token_hash: string;
    user_id: string;
    project_id: string | null;
    issued_at: number;
    expires_at: number;
    /** What the remote ModelArts is asked with in the name of its holder, where there is one (server/upstream/identity/remote-credential.ts). */
    sealed_login: string | null;
    /** How it was come by, as IAM tells it. */
    methods: ColumnType<string[], string | undefined, never>;
    /** The session that is built on it; null when there is none, or it is from before this was written down. */
    session_hash: ColumnType<string | null, undefined, string>;
  };
  access_keys: {
    access_key: string;
    user_id: string;
    sealed_secret_key: string;
    created_at: number;
    /** Give or take a minute; null when nothing was signed with it yet. */
    last_used_at: Nullable<number>;
  };
  sessions: {
    session_hash: string;
    sealed_token: string;
    created_at: number;
    expires_at: number;
    /** Give or take a minute. */
    seen_at: Nullable<number>;
    /** From where it was opened: what the browser calls itself, and its address as the gateway sees it. */
    user_agent: Nullable<string>;
    address: Nullable<string>;
  };
  sign_in_tries: { try_hash: string; count: number; expires_at: number };
}
