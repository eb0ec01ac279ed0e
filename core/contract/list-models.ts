import * as z from 'zod';
import { MODEL_STATUSES, MODEL_TYPES } from './model-choices.ts';
import { MAX_PAGE_SIZE, queryBoolean, queryInteger } from './query-values.ts';

/** Query of `GET /v1/{project_id}/models`; `offset` is a page index. Source: contract.md, List. */
export const ListModelsQuery = z
  .strictObject({
    model_name: z.string().max(64).optional(),
    exact_match: queryBoolean.default(false),
    model_version: z.string().max(16).optional(),
    model_status: z.enum(MODEL_STATUSES).optional(),
    model_type: z.enum(MODEL_TYPES).optional(),
    not_model_type: z.enum(MODEL_TYPES).optional(),
    description: z.string().max(100).optional(),
    offset: queryInteger({ min: 0, max: 1_000_000 }).default(0),
    limit: queryInteger({ min: 1, max: MAX_PAGE_SIZE }).default(MAX_PAGE_SIZE),
    sort_by: z.enum(['create_at', 'model_version', 'model_size']).default('create_at'),
    order: z.enum(['asc', 'desc']).default('desc'),
    workspace_id: z.string().max(64).default('0'),
  })
  .refine((query) => query.model_type === undefined || query.not_model_type === undefined, {
    path: ['not_model_type'],
    error: 'cannot be combined with model_type',
  });
export type ListModelsQuery = z.infer<typeof ListModelsQuery>;
