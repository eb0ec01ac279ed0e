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

/**
 * What is read of a page of models; `total_count` ignores paging. A row without what is certain of every version (id,
 * name, number) does not spoil the others: `rows` counts it, `unreadable` says what is wrong with it.
 */
export const ModelPage = z
  .looseObject({ total_count: z.number().catch(0), models: z.array(z.unknown()) })
  .transform(({ total_count, models: rows }) => {
    const read = rows.map((row) => ({ row, result: ModelListItem.safeParse(row) }));
    return {
      total_count,
      rows: rows.length,
      models: read.flatMap(({ result }) => (result.success ? [result.data] : [])),
      unreadable: read.flatMap(({ row, result }) => (result.success ? [] : [unreadable(row, result.error)])),
    };
  });
export type ModelPage = z.infer<typeof ModelPage>;

/** A row of a list that could not be read: what it seems to be, and what is wrong with it. */
export type UnreadableRow = { what: string; why: string };

/** Enough of a row to know it again. */
const MAX_SHOWN = 200;

function unreadable(row: unknown, error: z.ZodError): UnreadableRow {
  const what = (JSON.stringify(row) ?? 'nothing').slice(0, MAX_SHOWN);
  const why = error.issues.map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`).join('; ');
  return { what, why };
}

/** Every version of a name, and the rows among those that were listed for it of which nobody knows whose they are. */
export type VersionsOfName = { versions: ModelListItem[]; unreadable: UnreadableRow[] };

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
): Promise<VersionsOfName> {
  const seen = new Map<string, ModelListItem>();
  const unreadable = new Map<string, UnreadableRow>();
  const readPage = async (offset: number) => {
    const page = await fetchPage({ model_name: name, exact_match: 'true', offset, limit: MAX_PAGE_SIZE });
    const before = seen.size;
    const known = page.models.filter((model) => seen.has(model.model_id)).length;
    for (const model of page.models) seen.set(model.model_id, model);
    for (const row of page.unreadable) unreadable.set(row.what, row);
    // A short page is the last one, unless the count says that this deployment makes shorter pages than it is asked for.
    const isShort = page.rows < MAX_PAGE_SIZE && seen.size + unreadable.size >= page.total_count;
    const isAll = page.total_count > 0 && seen.size >= page.total_count;
    const isLast = isShort || isAll || seen.size === before;
    return { overlaps: known > page.rows / 2, isLast };
  };

  let page = await readPage(0);
  let countsRows = false;
  for (let pages = 1; !page.isLast; pages += 1) {
    page = await readPage(countsRows ? seen.size + unreadable.size : pages);
    // The page after the first is the first one but for a row: this deployment counts rows.
    if (pages === 1) countsRows = page.overlaps;
  }
  const versions = [...seen.values()].filter((model) => model.model_name === name);
  return { versions, unreadable: [...unreadable.values()] };
}
