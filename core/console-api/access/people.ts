import * as z from 'zod';
import { ROLES, ROLES_OR_NONE } from '../../contract/roles.ts';

/** Names as the sign-in takes them; in characters. */
export const MAX_NAME_LENGTH_OF_PEOPLE = 64;

/** A password that is set in the console; in characters. Source: NIST SP 800-63B, 5.1.1.2; the contract's sign-in. */
export const PASSWORD_LENGTH = { least: 8, most: 256 } as const;

/** How many access keys somebody may have: more than programs need, and few enough to be looked through. */
export const MAX_KEYS = 20;

export const NewPassword = z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most);

/** An access key without its secret; times in ms since the epoch. */
export const AccessKey = z.object({
  access_key: z.string(),
  created_at: z.number(),
  /** Give or take a minute; null when nothing was signed with it since that is noted. */
  last_used_at: z.number().nullable(),
});
export type AccessKey = z.infer<typeof AccessKey>;

/** A key that was just made: its secret is told this once. */
export const MadeKey = z.object({ access_key: z.string(), secret_key: z.string() });
export type MadeKey = z.infer<typeof MadeKey>;

/** Somebody of the account, for its administrators. Times in ms since the epoch. */
export const Person = z.object({
  user_id: z.string(),
  user_name: z.string(),
  created_at: z.number(),
  /** When a request came from them last, give or take a minute; null when none did since that is noted. */
  seen_at: z.number().nullable(),
  /** By project; one that they are no member of is not there. */
  roles: z.array(z.object({ project_id: z.string(), project_name: z.string(), role: z.enum(ROLES) })),
  /** Sessions of the console, and tokens that were got past it, that are good now. */
  sessions: z.number(),
  tokens: z.number(),
  keys: z.array(AccessKey),
  /** Deletions in their name that are not over. */
  runs: z.number(),
});
export type Person = z.infer<typeof Person>;

/** Answer of `GET /api/people`: everybody of the account by name, and its projects. */
export const People = z.object({
  people: z.array(Person),
  projects: z.array(z.object({ project_id: z.string(), project_name: z.string() })),
});
export type People = z.infer<typeof People>;

/** Body of `POST /api/people`. */
export const NewPerson = z.strictObject({
  user_name: z.string().trim().min(1).max(MAX_NAME_LENGTH_OF_PEOPLE),
  password: NewPassword,
  project_id: z.string().min(1).max(64),
  role: z.enum(ROLES),
});
export type NewPerson = z.infer<typeof NewPerson>;

/** Body of `PUT /api/people/:user_id/role`. */
export const RoleBody = z.strictObject({
  project_id: z.string().min(1).max(64),
  role: z.enum(ROLES_OR_NONE),
});
export type RoleBody = z.infer<typeof RoleBody>;

/** Body of `PUT /api/people/:user_id/password`. */
export const PasswordBody = z.strictObject({ password: NewPassword });

/** What a change ended at once, and what it leaves behind. */
export const PeopleChange = z.object({
  sessions: z.number(),
  tokens: z.number(),
  keys: z.number(),
  /** Names of projects in which nobody may delete any more. */
  abandoned: z.array(z.string()),
});
export type PeopleChange = z.infer<typeof PeopleChange>;

/** One of one's own sessions; times in ms since the epoch. */
export const OwnSession = z.object({
  session_id: z.string(),
  /** Whether it is the one that asks. */
  is_this: z.boolean(),
  project_name: z.string(),
  created_at: z.number(),
  /** Give or take a minute. */
  seen_at: z.number().nullable(),
  expires_at: z.number(),
  /** What the browser called itself when it signed in, and the address that it came from, as far as the gateway saw it. */
  user_agent: z.string().nullable(),
  address: z.string().nullable(),
});
export type OwnSession = z.infer<typeof OwnSession>;

/** Answer of `GET /api/me/sessions`, newest first; tokens are those that were got past the console. */
export const OwnSessions = z.object({ sessions: z.array(OwnSession), tokens: z.number() });
export type OwnSessions = z.infer<typeof OwnSessions>;

/** Answer of `GET /api/me/keys`, oldest first. */
export const OwnKeys = z.object({ keys: z.array(AccessKey) });

/** Body of `PUT /api/me/password`. */
export const OwnPasswordBody = z.strictObject({
  old_password: z.string().min(1).max(PASSWORD_LENGTH.most),
  password: NewPassword,
});
export type OwnPasswordBody = z.infer<typeof OwnPasswordBody>;
