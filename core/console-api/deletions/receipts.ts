import * as z from 'zod';
import { Id } from '../../contract/id.ts';
import { queryInteger, queryValues } from '../../contract/query-values.ts';
import { AffectedVersion, Plan, PlannedCall } from '../../deletion/plan.ts';
import { ENDINGS, REASONS } from '../../deletion/run.ts';
import { RECEIPT_SOURCES, RESULT_FILTERS, RESULTS, RUN_STATES } from './receipt.ts';
import { Run } from './runs.ts';

/** How many versions one plan may have: as many as can be asked for at once, whose services were to be seen. */
export const MAX_PLANNED_VERSIONS = 20_000;

/** A plan as it is posted. Its ids become parts of addresses; receipts of earlier editions may hold others, and are read. */
export const PostedPlan = Plan.extend({
  affected: z.array(AffectedVersion.extend({ model_id: Id })).max(MAX_PLANNED_VERSIONS, {
    error: `has more than ${MAX_PLANNED_VERSIONS} versions: confirm them in several deletions`,
  }),
  calls: z.array(PlannedCall.extend({ model_id: Id, covers: z.array(Id) })),
});

/** Body of `POST /api/deletions`: the plan that the operator confirmed. Answer 201: the receipt's id. */
export const OpenDeletionBody = z.strictObject({ plan: PostedPlan });
export type OpenDeletionBody = z.infer<typeof OpenDeletionBody>;

/** Answer of `POST /api/deletions`. */
export const OpenedDeletion = z.object({ deletion_id: z.string() });

/** Body of `POST /api/deletions/{deletion_id}/end`: the run is over. */
export const EndDeletionBody = z.strictObject({
  ending: z.enum(ENDINGS),
  reason: z.enum(REASONS).optional(),
});
export type EndDeletionBody = z.infer<typeof EndDeletionBody>;

/** Header that ties a DELETE to the receipt whose plan it carries out. */
export const DELETION_HEADER = 'x-coppice-deletion';

const time = z
  .string()
  .regex(/^\d{1,15}$/, { error: 'must be a time in ms since the epoch' })
  .transform(Number);

/** The filters of the list of deletions. */
const filters = {
  /** Part of a model name, or an id: of a model in the plan, or of the deletion. */
  search: z.string().trim().max(100).optional(),
  /** Exactly this model name. */
  name: z.string().max(64).optional(),
  /** Of any of these people. */
  user: queryValues(z.string().max(64)).optional(),
  /** That went in any of these ways. */
  result: queryValues(z.enum(RESULT_FILTERS)).optional(),
  /** From this moment on. */
  from: time.optional(),
  /** Before this moment. */
  to: time.optional(),
};

/** Query of `GET /api/deletions`: newest first. */
export const ReceiptsQuery = z.strictObject({
  ...filters,
  cursor: z.string().max(500).optional(),
  limit: queryInteger({ min: 1, max: 200 }).default(50),
});
export type ReceiptsQuery = z.infer<typeof ReceiptsQuery>;

/** Query of `GET /api/deletions/export`: everything that the list would show, over all pages. */
export const ExportReceiptsQuery = z.strictObject({ ...filters, format: z.enum(['csv', 'json']) });

const Count = z.number();

/** A receipt as the list of deletions shows it. Times in ms since the epoch. */
export const ReceiptSummary = z.object({
  deletion_id: z.string(),
  source: z.enum(RECEIPT_SOURCES),
  user_name: z.string(),
  created_at: z.number(),
  model_names: z.array(z.string()),
  planned: Count,
  counts: z.object({
    failed: Count,
    /** Not counted in receipts of the first editions. */
    'still-there': Count.default(0),
    unknown: Count,
    left: Count,
    gone: Count,
    deleted: Count,
  }),
  unexpected: Count,
  /** How many were refused with each code. */
  refusals: z.record(z.string(), Count),
  /** Bytes of what was deleted; null when nobody summed them up, in receipts of earlier editions. */
  freed: Count.nullable(),
  result: z.enum(RESULTS),
  state: z.enum(RUN_STATES),
  /** How its run ended; null while it goes on. */
  ending: z.enum(ENDINGS).nullable(),
  /** Null where its client carries it out. */
  run: Run.nullable().optional(),
  /** The name of the rule that led to it; null where none did. */
  rule_name: z.string().nullable().optional(),
});
export type ReceiptSummary = z.infer<typeof ReceiptSummary>;

/** Answer of `GET /api/deletions`: a page of summaries, newest first. */
export const ReceiptPage = z.object({
  deletions: z.array(ReceiptSummary),
  next_cursor: z.string().nullable(),
  /** On the first page: how many match, and everybody who has a receipt in this project, for the filter. */
  first: z.object({ total: Count, users: z.array(z.string()) }).nullable(),
});
export type ReceiptPage = z.infer<typeof ReceiptPage>;
