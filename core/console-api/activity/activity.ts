import * as z from 'zod';
import { isPermitted, type Role } from '../../contract/roles.ts';
import { GracePeriods } from '../deletions/runs.ts';

/** What is about people and their keys: the audit, which belongs to the account and is for its administrators. */
export const AUDIT_KINDS = [
  'signed-in',
  'user-added',
  'user-role-set',
  'user-password-set',
  'user-removed',
  'sessions-ended',
  'key-made',
  'key-removed',
  /** The secret of the database: nobody's session or key is good any more. */
  'secret-changed',
] as const;

/** What can happen in a project, and to the people of its account. */
export const ACTIVITY_KINDS = [
  'created',
  'imported',
  'deleted',
  'refused',
  /** What was told as deleted was there later all the same. */
  'contradicted',
  'service-deployed',
  'service-gone',
  ...AUDIT_KINDS,
  'settings-changed',
  'webhook-added',
  'webhook-changed',
  'webhook-removed',
  'protected',
  'protection-lifted',
  'rule-added',
  'rule-changed',
  'rule-removed',
  'excluded',
  'included',
  /** A rule was given a schedule, or another one, or none any more. */
  'schedule-set',
  /** What a rule found by its schedule waits for a person, */
  'proposal-made',
  'proposal-declined',
  'proposal-consented',
  /** or is deleted without one. */
  'unattended-run',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Versions, and names where there are several, that an activity lists at most; `count` has them all. */
export const MAX_LISTED = 20;

/** Names whose versions a deletion tells apart; what it did to more of them is told at once. */
export const MAX_NAMES_APART = 20;

/** What else is known of an activity; what a kind has nothing of is not there. */
export const ActivityFacts = z.object({
  /** Versions of the subject, as far as they are listed: `MAX_LISTED` at most. */
  versions: z.array(z.string()).optional(),
  /** Where it was done to several, how many names there were, and some of them: `MAX_LISTED` at most. */
  name_count: z.number().optional(),
  names: z.array(z.string()).optional(),
  /** Bytes that came or went. */
  bytes: z.number().optional(),
  deletion_id: z.string().optional(),
  service_id: z.string().optional(),
  /** Set where what was deleted was not planned, nor named by its answer. */
  is_unplanned: z.literal(true).optional(),
  /** How many were refused with each code. */
  codes: z.record(z.string(), z.number()).optional(),
  /** The project that a role is in, and the role before and after; `none` for no member. */
  project: z.string().optional(),
  role_before: z.string().optional(),
  role: z.string().optional(),
  access_key: z.string().optional(),
  webhook_id: z.string().optional(),
  /** How somebody signed in: to the console, or by the API for a token. Of sessions that ended: whose own it was signed out. */
  by: z.enum(['console', 'api']).optional(),
  /** Set where a gateway found it so when it read a remote registry, whoever did it, and when. */
  is_seen: z.literal(true).optional(),
  /** How long a deletion can be taken back since. */
  grace_periods: GracePeriods.optional(),
  /** Why something is protected, or was; and until when, in ms since the epoch. */
  note: z.string().optional(),
  until: z.number().optional(),
  rule_id: z.string().optional(),
  dry_run_id: z.string().optional(),
  /** The schedule of a rule since, and whether it deletes without a person; null for none. */
  schedule: z
    .object({ cron: z.string(), time_zone: z.string(), is_on: z.boolean(), is_unattended: z.boolean() })
    .nullable()
    .optional(),
});
export type ActivityFacts = z.infer<typeof ActivityFacts>;

/** Something that happened. Times in ms since the epoch. */
export const Activity = z.object({
  /** Grows with each that is written, in the order of writing. */
  activity_id: z.number(),
  at: z.number(),
  kind: z.enum(ACTIVITY_KINDS),
  /** Who did it; `''` where that is not known, as of changes that a gateway saw in a remote registry. */
  actor: z.string(),
  /** What it was done to: a model, a service or a person by name; `''` where it was several. */
  subject: z.string(),
  /** How many of them, versions of models counted each. */
  count: z.number(),
  facts: ActivityFacts,
});
export type Activity = z.infer<typeof Activity>;

/** The kinds that somebody with this role is told of. */
export function kindsFor(role: Role): ActivityKind[] {
  const audit: readonly ActivityKind[] = AUDIT_KINDS;
  const seesAudit = isPermitted(role, 'coppice:people:manage');
  return ACTIVITY_KINDS.filter((kind) => seesAudit || !audit.includes(kind));
}
