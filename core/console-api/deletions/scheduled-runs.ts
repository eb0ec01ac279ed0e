import * as z from 'zod';

/**
 * What became of a rule that was asked by its schedule. It is `running`; it found `nothing` to delete, or the gateway
 * `failed` at it. What it found waits for a person (`waiting`), was put aside by a newer one (`replaced`), declined, or
 * consented to; or it was `sent` without a person.
 */
export const SCHEDULED_STATES = [
  'running',
  'nothing',
  'failed',
  'waiting',
  'replaced',
  'declined',
  'consented',
  'sent',
] as const;
export type ScheduledState = (typeof SCHEDULED_STATES)[number];

/**
 * Why what a rule would delete without a person waits for one: there is more than its caps, or of unknown size; whoever it
 * would be done for may not any more; the registry is a remote one; the rule was changed meanwhile; or the gateway refused.
 */
export const WAITING_REASONS = [
  'over-versions',
  'over-bytes',
  'unsized',
  'no-rights',
  'remote',
  'changed',
  'refused',
] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

/** A rule that was asked by its schedule. Times in ms since the epoch. */
export const ScheduledRun = z.object({
  scheduled_run_id: z.string(),
  due_at: z.number(),
  began_at: z.number(),
  state: z.enum(SCHEDULED_STATES),
  /** Null while there is none, or where there came none. */
  dry_run_id: z.string().nullable(),
  /** How many versions it would delete, and their bytes. */
  versions: z.number(),
  bytes: z.number(),
  why: z.enum(WAITING_REASONS).nullable(),
  /** Who declined or consented, when, and what they noted. */
  decided: z.object({ user_name: z.string(), at: z.number(), note: z.string() }).nullable(),
  deletion_id: z.string().nullable(),
});
export type ScheduledRun = z.infer<typeof ScheduledRun>;

/** What begins later than this was not there at its time. In ms. */
const LATE_AFTER_MS = 2 * 60_000;

/** Whether a run began late, as no gateway was there at its time. */
export function isLate({ due_at, began_at }: Pick<ScheduledRun, 'due_at' | 'began_at'>): boolean {
  return began_at - due_at > LATE_AFTER_MS;
}

/** What a rule has beside its text where its schedule is on: when it is due, and in whose name it would delete. */
export const NextRun = z.object({ at: z.number(), operator: z.string() });

/** Longer than a reason has to be. In characters. */
export const MAX_DECLINE_NOTE = 500;

/** Body of `POST /api/scheduled-runs/{id}/decline`. */
export const DeclineBody = z.strictObject({ note: z.string().trim().max(MAX_DECLINE_NOTE).default('') });
