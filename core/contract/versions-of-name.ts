import * as z from 'zod';
import { Id, normalId } from './id.ts';
import { ModelListItem } from './model.ts';
import { MAX_PAGE_SIZE } from './query-values.ts';

/** How many rows a list says there are; anything but a whole number is no promise, and reads as 0. */
export const Promised = z.int().min(0).catch(0);

/** A version as a list tells it: its id becomes part of addresses. */
const ListedModel = ModelListItem.extend({ model_id: Id });

/**
 * What is read of a page of models; `total_count` ignores paging. A row without what is certain of every version (id,
 * name, number) does not spoil the others: `rows` counts it, `unreadable` says what is wrong with it. `promised` is how
 * many rows there are at least, as far as this page tells.
 */
export const ModelPage = z
  .looseObject({ total_count: Promised, count: Promised, models: z.array(z.unknown()) })
  .transform(({ total_count, count, models: rows }) => {
    const read = rows.map((row) => ({ row, result: ListedModel.safeParse(row) }));
    return {
      total_count,
      promised: Math.max(total_count, count),
      rows: rows.length,
      models: read.flatMap(({ result }) => (result.success ? [result.data] : [])),
      unreadable: read.flatMap(({ row, result }) => (result.success ? [] : [unreadable(row, result.error)])),
      /** The same rows, whole, as JSON. */
      unreadableRows: read.flatMap(({ row, result }) => (result.success ? [] : [JSON.stringify(row) ?? ''])),
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

/** What a search of the list of models brought. */
export type FoundModels = {
  models: ModelListItem[];
  /** The rows of which nobody knows whose they are. */
  unreadable: UnreadableRow[];
  /**
   * Whether nothing is known to be lacking. A list that is not whole proves nothing by what it lacks: the name may have
   * other versions, and a version that is not in it may well be there.
   */
  isWhole: boolean;
  /** How many rows came, of this name or of others that the search finds, each once. */
  came: number;
  /** How many more were promised. */
  missing: number;
};

/** What a search for a name brought of it. */
export type VersionsOfName = Omit<FoundModels, 'models'> & { versions: ModelListItem[] };

/** What is searched for: part of a name, or (`exact_match`) a name; nothing for all models. */
export type ModelSearch = { model_name?: string; exact_match?: 'true' };

/** What the pages of one search are asked with. */
export type PageRequest = ModelSearch & { offset: number; limit: number };

/**
 * Every version of exactly one name, whatever the deployment makes of the query: the name filter is a substring match,
 * so only the name asked for is kept.
 *
 * @param fetchPage as for `searchModels`.
 */
export async function listVersionsOfName(
  name: string,
  fetchPage: (request: PageRequest) => Promise<ModelPage>,
): Promise<VersionsOfName> {
  const { models, ...found } = await searchModels({ model_name: name, exact_match: 'true' }, fetchPage);
  return { versions: models.filter((model) => model.model_name === name), ...found };
}

/**
 * All models that a search finds: `offset` is a page index to some deployments and a row offset to others. So it watches
 * which one it is, reads until a short page or until `total_count` ids are seen, and keeps each id once.
 *
 * @param fetchPage makes one call of the models list; its errors come through before the first page. After it, what came
 *   is a list that is not whole.
 */
export async function searchModels(
  search: ModelSearch,
  fetchPage: (request: PageRequest) => Promise<ModelPage>,
): Promise<FoundModels> {
  const seen = new Map<string, ModelListItem>();
  const unreadable = new Map<string, UnreadableRow>();
  let promised = 0;
  let contradicts = false;
  const readPage = async (offset: number) => {
    const page = await fetchPage({ ...search, offset, limit: MAX_PAGE_SIZE });
    const before = seen.size;
    const known = page.models.filter((model) => seen.has(normalId(model.model_id))).length;
    for (const model of page.models) {
      const first = seen.get(normalId(model.model_id)) ?? model;
      contradicts ||= first.model_name !== model.model_name;
      seen.set(normalId(model.model_id), first);
    }
    for (const row of page.unreadable) unreadable.set(row.what, row);
    promised = Math.max(promised, page.promised);
    // A short page is the last one, unless the count says that this deployment makes shorter pages than it is asked for.
    const isShort = page.rows < MAX_PAGE_SIZE && seen.size + unreadable.size >= page.total_count;
    const isAll = page.total_count > 0 && seen.size >= page.total_count;
    const isEnd = isShort || isAll;
    return { overlaps: known > page.rows / 2, isEnd, isLast: isEnd || seen.size === before };
  };

  let page = await readPage(0);
  let countsRows = false;
  for (let pages = 1; !page.isLast; pages += 1) {
    const next = await readPage(countsRows ? seen.size + unreadable.size : pages).catch(() => undefined);
    // What came before it is worth something all the same.
    page = next ?? BROKEN_OFF;
    // The page after the first is the first one but for a row: this deployment counts rows.
    if (pages === 1) countsRows = page.overlaps;
  }
  const came = seen.size + unreadable.size;
  const missing = Math.max(0, promised - came);
  return {
    models: [...seen.values()],
    unreadable: [...unreadable.values()],
    isWhole: page.isEnd && missing === 0 && unreadable.size === 0 && !contradicts,
    came,
    missing,
  };
}

const BROKEN_OFF = { overlaps: false, isEnd: false, isLast: true };
