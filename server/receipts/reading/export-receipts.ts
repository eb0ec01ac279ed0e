import { BYTE_ORDER_MARK, csvLine } from '../../../core/console-api/csv.ts';
import { reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import type { Store } from '../../store/schema.ts';
import { COLUMNS, outcomeLines } from './export-receipt.ts';
import { type DeletionFilters, listReceipts } from './list-receipts.ts';
import { readReceipt } from './read-receipt.ts';

/** Receipts are streamed in pages of so many: an export of thousands holds one page in memory. */
const PAGE = 100;

/** Streams every outcome of every receipt that matches the filters as CSV, newest receipt first. */
export async function* receiptsAsCsv(
  store: Store,
  project_id: string,
  filters: DeletionFilters,
): AsyncGenerator<string, void> {
  yield BYTE_ORDER_MARK;
  yield csvLine(['deletion_id', 'created_at', 'user_name', 'source', ...COLUMNS]);
  for await (const receipt of receiptsOf(store, project_id, filters)) {
    const { deletion_id, created_at, user_name, source } = receipt;
    const about = [deletion_id, new Date(created_at).toISOString(), user_name, source];
    yield outcomeLines(receipt)
      .map((line) => csvLine([...about, ...line]))
      .join('');
  }
}

/** Streams every receipt that matches the filters, with its report, as one JSON array. */
export async function* receiptsAsJson(
  store: Store,
  project_id: string,
  filters: DeletionFilters,
): AsyncGenerator<string, void> {
  let before = '[';
  for await (const receipt of receiptsOf(store, project_id, filters)) {
    yield `${before}\n${JSON.stringify({ receipt, report: reportReceipt(receipt) })}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

async function* receiptsOf(store: Store, project_id: string, filters: DeletionFilters) {
  let cursor: string | null | undefined;
  do {
    const page = await listReceipts(store, project_id, {
      ...filters,
      limit: PAGE,
      ...(cursor && { cursor }),
    });
    for (const { deletion_id } of page.deletions) yield await readReceipt(store, project_id, deletion_id);
    cursor = page.next_cursor;
  } while (cursor !== null);
}
