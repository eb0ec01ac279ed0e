import { sql } from 'kysely';
import * as z from 'zod';
import type { ReceiptPage, ReceiptsQuery } from '../../core/console/receipts.ts';
import { ReceiptSummary } from '../../core/console/receipts.ts';
import { readCursor, writeCursor } from '../console/cursor.ts';
import { containsTextInAnyCase } from '../registry/contains-text.ts';
import type { Store } from '../store/schema.ts';

/** Where a page ended: newest first, by time and then by id. */
const Place = z.tuple([z.literal('deletions'), z.int(), z.string()]);

/** One page of a project's deletions, newest first. */
export async function listReceipts(
  store: Store,
  project_id: string,
  query: ReceiptsQuery,
): Promise<ReceiptPage> {
  let deletions = store.selectFrom('deletions').where('project_id', '=', project_id);
  if (query.search) deletions = deletions.where(containsTextInAnyCase(sql.ref('search_text'), query.search));
  if (query.user) deletions = deletions.where('user_name', '=', query.user);
  if (query.result) deletions = deletions.where('result', '=', query.result);
  if (query.cursor) {
    const [, at, id] = readCursor(Place, query.cursor);
    deletions = deletions.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'deletion_id'), '<', tuple(at, id)),
    );
  }
  const rows = await deletions
    .select(['deletion_id', 'source', 'user_name', 'created_at', 'model_names', 'planned'])
    .select(['counts', 'unexpected', 'result'])
    .orderBy('created_at', 'desc')
    .orderBy('deletion_id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit).map((row) => ReceiptSummary.parse(row));
  const last = page.at(-1);
  return {
    deletions: page,
    next_cursor:
      last && rows.length > query.limit
        ? writeCursor(['deletions', last.created_at, last.deletion_id])
        : null,
    users: await usersWithReceipts(store, project_id),
  };
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
