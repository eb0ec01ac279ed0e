import * as z from 'zod';
import { ReceiptSummary } from '../deletions/receipts.ts';
import { WAITING_REASONS } from '../deletions/scheduled-runs.ts';
import { type CreatedSpan, isCreatedSpan, USES } from './list-choices.ts';

/** Some versions, and their bytes. */
const Sum = z.object({ versions: z.number(), model_size: z.number() });

/** What somebody has to see to. A run waits (`asking`, `signed-out`, `outdated`), or a deletion has come to its end: */
const NEEDS_OF_DELETIONS = [
  'asking',
  'signed-out',
  'outdated',
  /** it is not known what became of some versions, */
  'unknown',
  /** some that were told as deleted were seen since, */
  'contested',
  /** or some were refused as services held them, which none does any more. */
  'retryable',
] as const;

/** One of that: a receipt, and how many versions it is about. Times in ms since the epoch. */
const DeletionNeed = z.object({
  kind: z.enum(NEEDS_OF_DELETIONS),
  /** Of what is `outdated`: as its rule was changed, and not as the registry was. */
  is_rule_changed: z.boolean().optional(),
  deletion_id: z.string(),
  user_name: z.string(),
  created_at: z.number(),
  /** At most three of its names, and how many there are. */
  model_names: z.array(z.string()),
  names: z.number(),
  versions: z.number(),
});

/** What a rule found by its schedule: it waits for a consent. */
const ProposalNeed = z.object({
  kind: z.literal('proposal'),
  rule_name: z.string(),
  dry_run_id: z.string(),
  created_at: z.number(),
  versions: z.number(),
  bytes: z.number(),
  /** Why it was not sent without a person, where its rule says so. */
  why: z.enum(WAITING_REASONS).nullable(),
});

/** What a rule is about to delete without a person: it can be cancelled until it begins. */
const UnattendedNeed = z.object({
  kind: z.literal('unattended'),
  rule_name: z.string(),
  deletion_id: z.string(),
  user_name: z.string(),
  created_at: z.number(),
  starts_at: z.number(),
  versions: z.number(),
});

/** What somebody has to see to. */
export const Need = z.discriminatedUnion('kind', [DeletionNeed, ProposalNeed, UnattendedNeed]);
export type Need = z.infer<typeof Need>;
export type DeletionNeed = z.infer<typeof DeletionNeed>;
export type ProposalNeed = z.infer<typeof ProposalNeed>;
export type UnattendedNeed = z.infer<typeof UnattendedNeed>;

/** The filter of the list that finds versions of an age, as `ModelFilters` has it. */
const Created = z.string().refine((text): text is CreatedSpan => isCreatedSpan(text));

/** The versions of an age, by how services use them. */
export const AgeSums = z.object({
  created: Created,
  /** Between how many weeks old they are; null for no limit. */
  weeks: z.object({ from: z.number(), to: z.number().nullable() }),
  uses: z.record(z.enum(USES), Sum),
});
export type AgeSums = z.infer<typeof AgeSums>;

/** What was created in a span of time and is there still, by type, and what was deleted in it. Times in ms since the epoch. */
export const GrowthSpan = z.object({
  from: z.number(),
  /** When the next one begins, or of the present one the present. */
  to: z.number(),
  created: Created,
  types: z.record(z.string(), Sum),
  /** Deletions through this gateway that took anything, the bytes that they are known to have freed, and how many did not note any. */
  deletions: z.number(),
  freed: z.number(),
  unsized: z.number(),
});
export type GrowthSpan = z.infer<typeof GrowthSpan>;

/** A name, and how its bytes are divided. */
export const LargestName = z.object({
  model_name: z.string(),
  versions: z.number(),
  model_size: z.number(),
  /** Of its newest three versions, but those that failed; of older ones; of all that failed. */
  newest: z.number(),
  older: z.number(),
  failed: z.number(),
});
export type LargestName = z.infer<typeof LargestName>;

/** Answer of `GET /api/overview`: what there is in a project, and what wants somebody. Sizes in bytes, times in ms since the epoch. */
export const Overview = z.object({
  total: Sum.extend({ names: z.number() }),
  failed: Sum,
  /** Those that services use, and of these those that only services use that are at rest. */
  used: Sum,
  at_rest: Sum,
  /** How many versions were created in each of the last weeks, the present one last. */
  weeks: z.array(z.object({ from: z.number(), versions: z.number() })),
  /** From the youngest on; each version is of exactly one age. */
  ages: z.array(AgeSums),
  growth: z.object({
    spans: z.array(GrowthSpan),
    /** Deletions before this moment are not counted, as there are too many; null where all are. */
    deletions_since: z.number().nullable(),
  }),
  largest: z.array(LargestName),
  needs: z.array(Need),
  deletions: z.array(ReceiptSummary),
  /** Whether it is known of every service what it uses: only then is a version not in use of which no use is known. */
  are_services_known: z.boolean(),
});
export type Overview = z.infer<typeof Overview>;
