import { MAX_PAGE_SIZE } from '../../../../core/contract/query-values.ts';

/** A page of a remote list, and how many rows there are at least as far as it tells. A row is known again by its key. */
export type ListedPage<Row> = { total_count: number; promised: number; rows: Row[] };

/** How much of a list was read. */
export type Coverage = {
  pages: number;
  /**
   * Nothing speaks against having seen every row: the count was the same on all pages, and was reached, and no page is
   * left. Which is still no proof where there are several.
   */
  isWhole: boolean;
  /** How many rows were promised and have not come. */
  missing: number;
};

/** A page as it is handed on, and how much of the list was read with it. */
export type ReadPage<Row> = {
  /** The rows that no page before it had. */
  rows: Row[];
  /** The keys of all rows so far, these among them. Grows with the next page. */
  seen: ReadonlySet<string>;
  coverage: Coverage;
};

/** Before the first page. */
export const NOTHING_COVERED: Coverage = { pages: 0, isWhole: false, missing: 0 };

/**
 * Reads a list from end to end, whatever the deployment makes of `offset`: a page index or a row offset. It watches which
 * one it is, and reads until `total_count` rows are seen or a page brings nothing new. The next page is prefetched while
 * one is consumed. There is at least one page.
 *
 * @throws as `fetchPage` does.
 */
export async function* paginate<Row extends { key: string }>(
  fetchPage: (offset: number) => Promise<ListedPage<Row>>,
): AsyncGenerator<ReadPage<Row>, void, undefined> {
  const seen = new Set<string>();
  const totals = new Set<number>();
  let promised = 0;
  let countsRows = false;
  let next = fetchPage(0);
  for (let pages = 1; ; pages += 1) {
    const page = await next;
    const rows = page.rows.filter(({ key }) => !seen.has(key) && seen.add(key));
    totals.add(page.total_count);
    promised = Math.max(promised, page.promised);
    // The page after the first is the first one but for a row: this deployment counts rows.
    if (pages === 2) countsRows = rows.length < page.rows.length / 2;
    const isFull = page.rows.length >= MAX_PAGE_SIZE;
    const isAll = page.total_count > 0 ? seen.size >= page.total_count : !isFull;
    const isLast = isAll || rows.length === 0;
    if (!isLast) next = prefetched(fetchPage(countsRows ? seen.size : pages));
    const missing = Math.max(0, promised - seen.size);
    // A full page that brings nothing new is the end of no list.
    const isEnd = isAll || (isLast && !isFull);
    yield { rows, seen, coverage: { pages, isWhole: isEnd && totals.size === 1 && missing === 0, missing } };
    if (isLast) return;
  }
}

/** What is prefetched may fail before anybody awaits it, or nobody may. */
function prefetched<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
