import { type RawBuilder, type SqlBool, sql } from 'kysely';
import * as z from 'zod';
import {
  countRefusals,
  type ResultFilter,
  reportReceipt,
} from '../../../core/console-api/deletions/receipt.ts';
import type { ReceiptPage, ReceiptsQuery } from '../../../core/console-api/deletions/receipts.ts';
import { ReceiptSummary } from '../../../core/console-api/deletions/receipts.ts';
import { readCursor, writeCursor } from '../../http/cursor.ts';
import { containsTextInAnyCase } from '../../registry/contains-text.ts';
import type { Store } from '../../store/schema.ts';
import { readReceipt, runOfDeletion, stateOf } from './read-receipt.ts';

/** A keyset cursor: the time and the id that a page ended at, newest first. */
const Place = z.tuple([z.literal('deletions'), z.int(), z.string()]);

/** The filters of a list of receipts, without its paging. */
export type DeletionFilters = Omit<ReceiptsQuery, 'cursor' | 'limit'>;

/**
 * One page of a project's deletions, newest first.
 *
 * @throws ApiError 0005 (bad request) for a cursor that is none of this list.
 */
export async function listReceipts(
  store: Store,
  project_id: string,
  query: ReceiptsQuery,
): Promise<ReceiptPage> {
  let deletions = matching(store, project_id, query);
  if (query.cursor) {
    const [, at, id] = readCursor(Place, query.cursor);
    deletions = deletions.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'deletion_id'), '<', tuple(at, id)),
    );
  }
  const rows = await newestOf(deletions, query.limit + 1);
  const page = await summarise(store, project_id, rows.slice(0, query.limit));
  const last = page.at(-1);
  return {
    deletions: page,
    next_cursor:
      last && rows.length > query.limit
        ? writeCursor(['deletions', last.created_at, last.deletion_id])
        : null,
    first: query.cursor ? null : await aboutAll(store, project_id, query),
  };
}

/** The newest deletions of a project, as the list shows them. */
export async function listNewestReceipts(
  store: Store,
  project_id: string,
  limit: number,
): Promise<ReceiptSummary[]> {
  return summarise(store, project_id, await newestOf(matching(store, project_id, {}), limit));
}

/** Runs that are not over that are told at once, and how long one that is over is told with them. In ms. */
const MAX_CURRENT = 200;
const RECENT_MS = 10 * 60_000;

/** The runs of a project that a gateway carries out, or is to, and those that ended a short while ago; newest first. */
export async function listCurrentRuns(store: Store, project_id: string): Promise<ReceiptSummary[]> {
  const since = Date.now() - RECENT_MS;
  const current = store
    .selectFrom('deletions')
    .where('deletions.project_id', '=', project_id)
    .where(
      sql<SqlBool>`exists (
        select from runs where runs.project_id = deletions.project_id and runs.deletion_id = deletions.deletion_id
          and (runs.phase <> 'over' or deletions.ended_at > ${since})
      )`,
    );
  return summarise(store, project_id, await newestOf(current, MAX_CURRENT));
}

function newestOf(deletions: ReturnType<typeof matching>, limit: number) {
  return deletions
    .select(['deletion_id', 'source', 'user_name', 'created_at', 'model_names', 'planned'])
    .select(['counts', 'unexpected', 'refusals', 'freed', 'result', 'ended_at', 'ending', 'seen_at'])
    .select(runOfDeletion.as('run'))
    .select(sql<string | null>`deletions.rule ->> 'name'`.as('rule_name'))
    .orderBy('created_at', 'desc')
    .orderBy('deletion_id', 'desc')
    .limit(limit)
    .execute();
}

function summarise(
  store: Store,
  project_id: string,
  rows: Awaited<ReturnType<typeof newestOf>>,
): Promise<ReceiptSummary[]> {
  const now = Date.now();
  return Promise.all(
    rows.map(async (row) => {
      const refusals = row.refusals ?? (await refusalsOf(store, project_id, row));
      return ReceiptSummary.parse({ ...row, refusals, state: stateOf(row, now) });
    }),
  );
}

/** The refusals by code, folded anew, of a receipt that was last written before they had a column. */
async function refusalsOf(
  store: Store,
  project_id: string,
  { deletion_id, counts }: { deletion_id: string; counts: Record<string, number> },
): Promise<Record<string, number>> {
  if (!counts['failed']) return {};
  return countRefusals(reportReceipt(await readReceipt(store, project_id, deletion_id)));
}

function matching(store: Store, project_id: string, filters: DeletionFilters) {
  const { search, name, user, result, from, to } = filters;
  let deletions = store.selectFrom('deletions').where('project_id', '=', project_id);
  if (search) {
    const inText = containsTextInAnyCase(sql.ref('search_text'), search);
    deletions = deletions.where(({ eb, or }) => or([inText, eb('deletion_id', '=', search.toLowerCase())]));
  }
  if (name) deletions = deletions.where(sql<SqlBool>`model_names @> ${JSON.stringify([name])}::jsonb`);
  if (user) deletions = deletions.where('user_name', 'in', user);
  if (result) deletions = deletions.where(hasResult(result));
  if (from !== undefined) deletions = deletions.where('created_at', '>=', from);
  if (to !== undefined) deletions = deletions.where('created_at', '<', to);
  return deletions;
}

function hasResult(filters: readonly ResultFilter[]): RawBuilder<SqlBool> {
  const isAmong = sql<SqlBool>`result = any (${filters}::text[])`;
  if (!filters.includes('refused')) return isAmong;
  return sql<SqlBool>`(${isAmong} or (counts ->> 'failed')::integer > 0)`;
}

async function aboutAll(store: Store, project_id: string, filters: DeletionFilters) {
  const counted = matching(store, project_id, filters).select(({ fn }) => fn.countAll<number>().as('total'));
  const { total } = await counted.executeTakeFirstOrThrow();
  return { total, users: await usersWithReceipts(store, project_id) };
}

async function usersWithReceipts(store: Store, project_id: string): Promise<string[]> {
  const rows = await store
    .selectFrom('deletions')
    .select('user_name')
    .distinct()
    .where('project_id', '=', project_id)
    .orderBy('user_name')
    .execute();
  return rows.map((row) => row.user_name);
}
