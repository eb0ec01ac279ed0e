import * as z from 'zod';
import { Answer } from './answer.ts';
import { Plan } from './plan.ts';
import { type OutcomeName, type Report, reportDeletion } from './report.ts';

/** One call as the gateway saw it pass; `status` is null while, or because, no answer came. Times in ms since the epoch. */
export const RecordedCall = Answer.extend({
  sent_at: z.number(),
  answered_at: z.number().nullable(),
});
export type RecordedCall = z.infer<typeof RecordedCall>;

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
  /** When the run said that it was over, and how; null while it goes on, or when it was cut off. */
  ended_at: z.number().nullable(),
  ending: z.enum(['completed', 'stopped', 'halted']).nullable(),
  plan: Plan,
  calls: z.array(RecordedCall),
  /** A list read after the calls, when an answer had left something open: which of the ids it still shows. */
  verified: z.object({ at: z.number(), present: z.array(z.string()) }).nullable(),
});
export type Receipt = z.infer<typeof Receipt>;

/** The report of a receipt; computed whenever it is opened, never stored as the truth. */
export function reportReceipt(receipt: Pick<Receipt, 'plan' | 'calls' | 'verified'>): Report {
  const still = receipt.verified ? new Set(receipt.verified.present) : undefined;
  return reportDeletion(receipt.plan, receipt.calls, still);
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
