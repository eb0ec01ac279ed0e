import { MAX_PAGE_SIZE } from '../../../core/contract/list-models.ts';

/** A page of a remote list. A row is known again by its key. */
export type ListedPage<Row> = { total_count: number; rows: Row[] };

/**
 * How a list was read. Nothing speaks against having seen every row of it (`isWhole`) when the count was the same on all
 * pages, and was reached: which is still no proof where there are several.
 */
export type Walk = { pages: number; isWhole: boolean };

/**
 * Reads a list from end to end, whatever the deployment makes of `offset`: a page index or a row offset. It watches which
 * one it is, and reads until `total_count` rows are seen or a page brings nothing new. The next page is asked for while
 * one is taken.
 *
 * @param seen gets the key of every row.
 * @param take is handed the rows of a page that are not seen yet; its errors come through, as those of `fetchPage` do.
 */
export async function walkPages<Row extends { key: string }>(
  fetchPage: (offset: number) => Promise<ListedPage<Row>>,
  seen: Set<string>,
  take: (rows: Row[]) => Promise<void>,
): Promise<Walk> {
  const totals = new Set<number>();
  let countsRows = false;
  let coming = fetchPage(0);
  for (let pages = 1; ; pages += 1) {
    const { rows, total_count } = await coming;
    const fresh = rows.filter(({ key }) => !seen.has(key) && seen.add(key));
    totals.add(total_count);
    // The page after the first is the first one but for a row: this deployment counts rows.
    if (pages === 2) countsRows = fresh.length < rows.length / 2;
    const isAll = total_count > 0 ? seen.size >= total_count : rows.length < MAX_PAGE_SIZE;
    const isLast = isAll || fresh.length === 0;
    if (!isLast) coming = ahead(fetchPage(countsRows ? seen.size : pages));
    await take(fresh);
    if (isLast) return { pages, isWhole: totals.size === 1 && seen.size >= total_count };
  }
}

/** What is asked for ahead may fail before anybody waits for it. */
function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
