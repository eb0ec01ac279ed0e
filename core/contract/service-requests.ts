import * as z from 'zod';
import { MAX_PAGE_SIZE, queryInteger } from './query-values.ts';

/** Source: contract.md, Services. */
export const SERVICE_STATUSES = [
  'running',
  'deploying',
  'concerning',
  'failed',
  'stopped',
  'finished',
  'stopping',
  'deleting',
  'pending',
  'waiting',
] as const;

/** How a service infers. */
export const INFER_TYPES = ['real-time', 'batch'] as const;

/** Query of `GET /v1/{project_id}/services`; `offset` is a page index. */
export const ListServicesQuery = z.strictObject({
  service_id: z.string().max(64).optional(),
  service_name: z.string().max(64).optional(),
  model_id: z.string().max(64).optional(),
  workspace_id: z.string().max(64).default('0'),
  infer_type: z.enum(INFER_TYPES).optional(),
  status: z.enum(SERVICE_STATUSES).optional(),
  offset: queryInteger({ min: 0, max: 1_000_000 }).default(0),
  limit: queryInteger({ min: 1, max: MAX_PAGE_SIZE }).default(MAX_PAGE_SIZE),
  sort_by: z.enum(['publish_at', 'service_name', 'transition_at']).default('publish_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
});
export type ListServicesQuery = z.infer<typeof ListServicesQuery>;

/** Body of `POST /v1/{project_id}/services`; weights are percentages. */
export const CreateServiceBody = z.strictObject({
  service_name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, {
    error: 'must be 1 to 64 letters, digits, hyphens or underscores',
  }),
  infer_type: z.enum(INFER_TYPES),
  workspace_id: z.string().max(64).default('0'),
  description: z.string().max(100).default(''),
  config: z
    .array(z.strictObject({ model_id: z.string().min(1).max(64), weight: z.number().int().min(0).max(100) }))
    .min(1)
    .max(100),
});
export type CreateServiceBody = z.infer<typeof CreateServiceBody>;
