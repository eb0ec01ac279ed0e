import * as z from 'zod';

/** What can happen in a project, and to the people of its account. */
export const ACTIVITY_KINDS = [
  'created',
  'imported',
  'deleted',
  'refused',
  'service-deployed',
  'service-gone',
  'signed-in',
  'user-added',
  'user-role-set',
  'user-password-set',
  'user-removed',
  'sessions-ended',
  'key-made',
  'key-removed',
  'settings-changed',
  'webhook-added',
  'webhook-changed',
  'webhook-removed',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Those that are about people and their keys: the audit, which belongs to the account and is for its administrators. */
export const AUDIT_KINDS = [
  'signed-in',
  'user-added',
  'user-role-set',
  'user-password-set',
  'user-removed',
  'sessions-ended',
  'key-made',
  'key-removed',
] as const satisfies readonly ActivityKind[];

/** What else is known of an activity; what a kind has nothing of is not there. */
export const ActivityFacts = z.object({
  /** Versions, as far as they are listed. */
  versions: z.array(z.string()).optional(),
  /** Bytes that came or went. */
  bytes: z.number().optional(),
  deletion_id: z.string().optional(),
  service_id: z.string().optional(),
  /** How many were refused with each code. */
  codes: z.record(z.string(), z.number()).optional(),
  /** The project that a role is in, and the role before and after; `none` for no member. */
  project: z.string().optional(),
  role_before: z.string().optional(),
  role: z.string().optional(),
  access_key: z.string().optional(),
  webhook_id: z.string().optional(),
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
