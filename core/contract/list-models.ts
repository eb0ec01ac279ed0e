import * as z from 'zod';
import { MODEL_STATUSES, MODEL_TYPES, ModelListItem } from './model.ts';

/** Default and largest page of every list. Source: contract.md, List. */
export const MAX_PAGE_SIZE = 1000;

/** A whole number in a query string. */
export function queryInteger(bounds: { min: number; max: number }) {
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: 'must be a whole number' })
    .transform(Number)
    .pipe(z.number().min(bounds.min).max(bounds.max));
}

/** `true` or `false` in a query string. */
export const queryBoolean = z.enum(['true', 'false']).transform((word) => word === 'true');

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

/** Answer of the models list; `total_count` ignores paging, `count` is this page's. */
export const ModelPage = z.looseObject({
  total_count: z.number().catch(0),
  count: z.number().catch(0),
  models: z.array(ModelListItem),
});
export type ModelPage = z.infer<typeof ModelPage>;

/** What the pages of one search are asked with. */
export type PageRequest = { model_name: string; exact_match: 'true'; offset: number; limit: number };

/**
 * Every version of exactly one name, whatever the deployment makes of the query: the name filter is a substring
 * match, and `offset` is a page index to some and a row offset to others. So it watches which one it is, reads
 * until a short page or until `total_count` ids are seen, keeps each id once, and keeps only the name asked for.
 *
 * @param fetchPage makes one call of the models list; its errors come through.
 */
export async function listVersionsOfName(
  name: string,
  fetchPage: (request: PageRequest) => Promise<ModelPage>,
): Promise<ModelListItem[]> {
  const seen = new Map<string, ModelListItem>();
  const readPage = async (offset: number) => {
    const page = await fetchPage({ model_name: name, exact_match: 'true', offset, limit: MAX_PAGE_SIZE });
    const before = seen.size;
    for (const model of page.models) seen.set(model.model_id, model);
    const isLast =
      page.models.length < MAX_PAGE_SIZE || seen.size >= page.total_count || seen.size === before;
    return { ...page, isLast };
  };

  let page = await readPage(0);
  const second = page.models[1]?.model_id;
  let countsRows = false;
  for (let pages = 1; !page.isLast; pages += 1) {
    page = await readPage(countsRows ? seen.size : pages);
    // The page after the first begins with the first one's second row: this deployment counts rows.
    if (pages === 1) countsRows = page.models[0]?.model_id === second;
  }
  return [...seen.values()].filter((model) => model.model_name === name);
}
