import * as z from 'zod';
import { DEPLOYED_AS_SERVICE } from '../../contract/errors.ts';
import { Answer } from '../../deletion/answer.ts';
import { Plan } from '../../deletion/plan.ts';
import { type Report, reportDeletion } from '../../deletion/report.ts';
import { ENDINGS, REASONS } from '../../deletion/run.ts';
import { Run } from './runs.ts';

/** One call as the gateway saw it pass; `status` is null while, or because, no answer came. Times in ms since the epoch. */
export const RecordedCall = Answer.extend({
  sent_at: z.number(),
  answered_at: z.number().nullable(),
  /** The id of the request that made it, as on its answer and in the gateway's log. */
  request_id: z.string().optional(),
});
export type RecordedCall = z.infer<typeof RecordedCall>;

/** Where a run is. `interrupted`: whoever made its calls is gone, or nothing was heard of them for a while. */
export const RUN_STATES = ['running', 'ended', 'interrupted'] as const;

/** Who made the calls: this console, or something else that speaks the API (curl, an SDK). */
export const RECEIPT_SOURCES = ['console', 'api'] as const;

/** A version of a plan as the registry knows it, where the plan says otherwise. */
export const Misnamed = z.object({ model_id: z.string(), model_name: z.string(), model_version: z.string() });
export type Misnamed = z.infer<typeof Misnamed>;

/** The rule that led to a deletion, as it was then. Times in ms since the epoch. */
export const ReceiptRule = z.object({
  /** Null where it was tried without being kept. */
  rule_id: z.string().nullable(),
  name: z.string(),
  /** The rule word for word, as a file of it alone. */
  yaml: z.string(),
  dry_run_id: z.string(),
  /** When its schedule had it asked; null where somebody did. */
  due_at: z.number().nullable(),
  /** Whether it was sent without a person. */
  is_unattended: z.boolean(),
});
export type ReceiptRule = z.infer<typeof ReceiptRule>;

/**
 * Everything known of one deletion: the plan that was confirmed, each call with its raw answer, who, when.
 * Written by the gateway as the calls pass through it. Times in ms since the epoch.
 */
export const Receipt = z.object({
  deletion_id: z.string(),
  source: z.enum(RECEIPT_SOURCES),
  user_name: z.string(),
  created_at: z.number(),
  /** When the run was over, and how; null while it goes on, or when it was cut off without a word. */
  ended_at: z.number().nullable(),
  ending: z.enum(ENDINGS).nullable(),
  reason: z.enum(REASONS).nullable(),
  state: z.enum(RUN_STATES),
  /** How the gateway carries it out; null where its client does. */
  run: Run.nullable().optional(),
  /** The rule that led to it; absent or null where none did, and in receipts of earlier editions. */
  rule: ReceiptRule.nullable().optional(),
  plan: Plan,
  calls: z.array(RecordedCall),
  /** Looks at the registry that settle what the answers left open, and confirm what they say; not in order of time. */
  checks: z.array(
    z.object({
      at: z.number(),
      after_calls: z.number(),
      /** Of what was looked for: what is there, and of what that could not be found out. All else is gone. */
      present: z.array(z.string()),
      unsure: z.array(z.string()).optional(),
      /** Whether what was told as gone was looked for too, by id where a list did not have it; not in the first editions. */
      confirms: z.boolean().optional(),
      /** Whether it came so long after the last call that a registry which lags shows the truth by then. */
      is_late: z.boolean().optional(),
      /** What the registry knows by another name or number than the plan. */
      misnamed: z.array(Misnamed).optional(),
    }),
  ),
});
export type Receipt = z.infer<typeof Receipt>;

/** The report of a receipt; computed whenever it is opened, never stored as the truth. */
export function reportReceipt(receipt: Pick<Receipt, 'plan' | 'calls' | 'checks'>): Report {
  return reportDeletion(receipt.plan, receipt);
}

/** How many versions were refused with each code. */
export function countRefusals({ rows }: Pick<Report, 'rows'>): Record<string, number> {
  const codes = rows.flatMap((row) => (row.outcome === 'failed' ? [row.code] : []));
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]));
}

/** The bytes of what was deleted, as far as sizes are known. */
export function bytesFreed({ rows }: Pick<Report, 'rows'>): number {
  return rows.reduce((sum, row) => sum + (row.outcome === 'deleted' ? (row.model_size ?? 0) : 0), 0);
}

/** How many versions that were refused as services held them are remembered of a deletion. */
const MAX_HELD = 50;

/** The ids of versions that were refused as a service held them, as far as they are remembered. */
export function heldIds({ rows }: Pick<Report, 'rows'>): string[] {
  return rows
    .filter((row) => row.outcome === 'failed' && row.code === DEPLOYED_AS_SERVICE)
    .slice(0, MAX_HELD)
    .map((row) => row.model_id);
}

/** How a deletion as a whole went; what a receipt is filtered by and coloured with. */
export const RESULTS = ['all', 'some', 'none', 'open'] as const;
export type Result = (typeof RESULTS)[number];

/** What the list of deletions can be filtered by: how they went, and those of which any version was refused. */
export const RESULT_FILTERS = [...RESULTS, 'refused'] as const;
export type ResultFilter = (typeof RESULT_FILTERS)[number];

/**
 * `open` while anything is unknown, or something that was told as gone was seen since; `all` only when nothing is left and
 * nothing unplanned was deleted.
 */
export function summariseResult({ counts, unexpected, confirmation }: Omit<Report, 'rows'>): Result {
  if (counts.unknown > 0 || confirmation.contested > 0) return 'open';
  const gone = counts.deleted + counts.gone;
  if (gone === 0) return 'none';
  return counts.failed + counts['still-there'] + counts.left + unexpected.length === 0 ? 'all' : 'some';
}
