import * as z from 'zod';
import { CLAUSES, VERDICTS } from '../../housekeeping/decide-rule.ts';
import { MAX_RULES, Rule } from '../../housekeeping/rule.ts';
import { MAX_NAME_LENGTH } from '../models/model-group-queries.ts';
import { NextRun, ScheduledRun } from './scheduled-runs.ts';

/** Body of a rule that is added, changed, or tried without being kept. */
export const RuleBody = z.strictObject({ rule: Rule });

/** Body of `POST /api/rules/apply`: those of a project with these names become as they are here; no other is touched. */
export const ApplyRulesBody = z.strictObject({
  rules: z
    .array(Rule)
    .max(MAX_RULES)
    .refine((rules) => new Set(rules.map((rule) => rule.name)).size === rules.length, {
      error: 'has a name twice',
    }),
});

/** What became of each rule of a file, by name. */
export const AppliedRules = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.array(z.string()),
});
export type AppliedRules = z.infer<typeof AppliedRules>;

/** How many versions a rule covers, keeps and would delete, and by which clause. Bytes of what would be deleted. */
export const RuleSums = z.object({
  scope: z.number(),
  keep: z.number(),
  delete: z.number(),
  bytes: z.number(),
  /** Of those to be deleted, how many have no size that the registry tells. */
  unsized: z.number(),
  clauses: z.partialRecord(z.enum(CLAUSES), z.number()),
});
export type RuleSums = z.infer<typeof RuleSums>;

/** A kept dry run: what a rule said, word for word as it was then, of all that there was. Times in ms since the epoch. */
export const DryRun = z.object({
  dry_run_id: z.string(),
  /** Null where the rule was not kept. */
  rule_id: z.string().nullable(),
  rule: Rule,
  made_at: z.number(),
  /** `''` where nobody made it, but a schedule. */
  made_by: z.string(),
  /** When it was due by a schedule; null where somebody made it. */
  due_at: z.number().nullable(),
  sums: RuleSums,
  /** Before a remote registry: when the copy that was read was current, and whether it has the services. */
  copy: z.object({ read_at: z.number().nullable(), are_services_known: z.boolean() }).nullable(),
  /** The last one of the same rule: how many versions came to be deleted since, and how many of those then are no more. */
  before: z
    .object({ dry_run_id: z.string(), made_at: z.number(), added: z.number(), gone: z.number() })
    .nullable(),
});
export type DryRun = z.infer<typeof DryRun>;

/** A rule of a project. Times in ms since the epoch. */
export const SavedRule = z.object({
  rule_id: z.string(),
  rule: Rule,
  created_at: z.number(),
  created_by: z.string(),
  changed_at: z.number(),
  changed_by: z.string(),
  last_dry_run: DryRun.pick({ dry_run_id: true, made_at: true, sums: true }).nullable(),
  /** Null where no schedule is on. */
  next_run: NextRun.nullable(),
  /** Those by schedule: some of the last, and the one that waits, the newest first. */
  scheduled_runs: z.array(ScheduledRun),
});
export type SavedRule = z.infer<typeof SavedRule>;

export const SavedRules = z.object({ rules: z.array(SavedRule) });

/** Lines of a dry run as it goes on; how many versions were looked at, of how many, and what was decided of them. */
export const DryRunEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('progress'),
    read: z.number(),
    total: z.number(),
    keep: z.number(),
    delete: z.number(),
  }),
  z.object({ event: z.literal('done'), dry_run: DryRun }),
  z.object({ event: z.literal('failed') }),
]);
export type DryRunEvent = z.infer<typeof DryRunEvent>;

/** What was decided of a version; `was` is what the dry run before said, null where that did not know it. */
export const DecidedVersion = z.object({
  model_id: z.string(),
  model_version: z.string(),
  /** 0 where the registry does not tell. In bytes. */
  model_size: z.number(),
  clause: z.enum(CLAUSES),
  was: z.enum(VERDICTS).nullable(),
});
export type DecidedVersion = z.infer<typeof DecidedVersion>;

/** What was decided of a name: how many versions stay and go, and the bytes of those that go. */
export const DecidedName = z.object({
  model_name: z.string(),
  keeps: z.number(),
  deletes: z.number(),
  bytes: z.number(),
  versions: z.array(DecidedVersion),
});
export type DecidedName = z.infer<typeof DecidedName>;

/** Which versions of a dry run are asked for: `new` are those to be deleted that were not before. */
export const DECIDED = ['all', 'DELETE', 'KEEP', 'new'] as const;
export type Decided = (typeof DECIDED)[number];

/** Query of `GET /api/dry-runs/{id}/names`. */
export const DecidedNamesQuery = z.strictObject({
  show: z.enum(DECIDED).default('all'),
  /** The name after which the page begins. */
  after: z.string().max(MAX_NAME_LENGTH).optional(),
});

/** A page of the names of a dry run, in their order; `next` is what the following page begins after. */
export const DecidedNames = z.object({ names: z.array(DecidedName), next: z.string().nullable() });
export type DecidedNames = z.infer<typeof DecidedNames>;

/** How many dry runs a project keeps that somebody made, and each rule of its schedule: older ones are forgotten. */
export const KEPT_DRY_RUNS = 30;
export const KEPT_SCHEDULED_DRY_RUNS = 3;
