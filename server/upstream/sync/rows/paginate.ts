import { MAX_PAGE_SIZE } from '../../../../core/contract/query-values.ts';

/** A page of a remote list, and how many rows there are at least as far as it tells. A row is known again by its key. */
export type ListedPage<Row> = { total_count: number; promised: number; rows: Row[] };

/**
 * How a list was read. Nothing speaks against having seen every row of it (`isWhole`) when the count was the same on all
 * pages, and was reached, and no page was left: which is still no proof where there are several. `missing` is how many
 * rows were promised and did not come.
 */
export type Paginated = { pages: number; isWhole: boolean; missing: number };

/**
 * Reads a list from end to end, whatever the deployment makes of `offset`: a page index or a row offset. It watches which
 * one it is, and reads until `total_count` rows are seen or a page brings nothing new. The next page is asked for while
 * one is taken.
 *
 * @param seen gets the key of every row.
 * @param take is handed the rows of a page that are not seen yet; its errors come through, as those of `fetchPage` do.
 */
export async function paginate<Row extends { key: string }>(
  fetchPage: (offset: number) => Promise<ListedPage<Row>>,
  seen: Set<string>,
  take: (rows: Row[]) => Promise<void>,
): Promise<Paginated> {
  const totals = new Set<number>();
  let promised = 0;
  let countsRows = false;
  let coming = fetchPage(0);
  for (let pages = 1; ; pages += 1) {
    const { rows, total_count, promised: atLeast } = await coming;
    const fresh = rows.filter(({ key }) => !seen.has(key) && seen.add(key));
    totals.add(total_count);
    promised = Math.max(promised, atLeast);
    // The page after the first is the first one but for a row: this deployment counts rows.
    if (pages === 2) countsRows = fresh.length < rows.length / 2;
    const isAll = total_count > 0 ? seen.size >= total_count : rows.length < MAX_PAGE_SIZE;
    const isLast = isAll || fresh.length === 0;
    if (!isLast) coming = ahead(fetchPage(countsRows ? seen.size : pages));
    await take(fresh);
    if (!isLast) continue;
    const missing = Math.max(0, promised - seen.size);
    // A full page that brings nothing new is the end of no list.
    const isEnd = isAll || rows.length < MAX_PAGE_SIZE;
    return { pages, isWhole: isEnd && totals.size === 1 && missing === 0, missing };
  }
}

/** What is asked for ahead may fail before anybody waits for it. */
function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
