import * as z from 'zod';
import { Answer } from '../deletion/answer.ts';
import type { OutcomeName } from '../deletion/outcome.ts';
import { Plan } from '../deletion/plan.ts';
import { type Report, reportDeletion } from '../deletion/report.ts';
import { ENDINGS, REASONS } from '../deletion/run.ts';

/** One call as the gateway saw it pass; `status` is null while, or because, no answer came. Times in ms since the epoch. */
export const RecordedCall = Answer.extend({
  sent_at: z.number(),
  answered_at: z.number().nullable(),
  /** The id of the request that made it, as on its answer and in the gateway's log. */
  request_id: z.string().optional(),
});
export type RecordedCall = z.infer<typeof RecordedCall>;

/** Where a run is. `interrupted`: its page was closed, or nothing was heard of it for a while. */
export const RUN_STATES = ['running', 'ended', 'interrupted'] as const;

/** Who made the calls: this console, or something else that speaks the API (curl, an SDK). */
export const RECEIPT_SOURCES = ['console', 'api'] as const;

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
  plan: Plan,
  calls: z.array(RecordedCall),
  /** Lists that were read to settle what the answers left open. */
  checks: z.array(
    z.object({
      at: z.number(),
      after_calls: z.number(),
      present: z.array(z.string()),
      /** Of these the list says nothing, as it could not be read as a whole. */
      unsure: z.array(z.string()).optional(),
    }),
  ),
});
export type Receipt = z.infer<typeof Receipt>;

/** The report of a receipt; computed whenever it is opened, never stored as the truth. */
export function reportReceipt(receipt: Pick<Receipt, 'plan' | 'calls' | 'checks'>): Report {
  return reportDeletion(receipt.plan, receipt);
}

/** How a deletion as a whole went; what a receipt is filtered by and coloured with. */
export const RESULTS = ['all', 'some', 'none', 'open'] as const;
export type Result = (typeof RESULTS)[number];

/** `open` while anything is unknown; `all` only when nothing is left and nothing unplanned was deleted. */
export function summariseResult(counts: Record<OutcomeName, number>, unexpected: number): Result {
  if (counts.unknown > 0) return 'open';
  const gone = counts.deleted + counts.gone;
  if (gone === 0) return 'none';
  return counts.failed + counts.left + unexpected === 0 ? 'all' : 'some';
}
