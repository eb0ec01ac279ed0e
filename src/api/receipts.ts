import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ReceiptPage, type ReceiptSummary } from '../../core/console/receipts.ts';
import { Receipt, reportReceipt } from '../../core/deletion/receipt.ts';
import { http, parseAnswer } from './client.ts';

export type { ReceiptSummary };

/** What narrows the list of deletions. Absent: no narrowing. */
export type ReceiptNarrowing = { search?: string; user?: string; result?: string };

/** The list of deletions, newest first, page after page. */
export function receiptsQuery(narrowing: ReceiptNarrowing) {
  return infiniteQueryOptions({
    queryKey: ['deletions', 'list', narrowing],
    queryFn: async ({ pageParam, signal }) => {
      const params = { ...narrowing, ...(pageParam !== null && { cursor: pageParam }) };
      return parseAnswer(ReceiptPage, (await http.get('/api/deletions', { params, signal })).data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** One receipt. */
export function receiptQuery(id: string) {
  return queryOptions({
    queryKey: ['deletions', 'receipt', id],
    queryFn: async ({ signal }) => parseAnswer(Receipt, (await http.get(receiptPath(id), { signal })).data),
  });
}

/** How often an outcome that is not known yet is looked into. In ms. */
const VERIFY_EVERY = 3000;

/** The receipt after the gateway has settled, by reading the list again, what the answers left open. */
export function settledReceiptQuery(id: string) {
  return queryOptions({
    queryKey: ['deletions', 'settled', id],
    queryFn: async ({ signal }) => {
      return parseAnswer(Receipt, (await http.post(`${receiptPath(id)}/verify`, undefined, { signal })).data);
    },
    refetchInterval: (query) => (query.state.data && isSettled(query.state.data) ? false : VERIFY_EVERY),
  });
}

/** Whether nothing about a receipt is unknown. */
export function isSettled(receipt: Receipt): boolean {
  return reportReceipt(receipt).counts.unknown === 0;
}

/** Where a receipt is downloaded. */
export function exportPath(id: string, format: 'csv' | 'json'): string {
  return `${receiptPath(id)}/export?format=${format}`;
}

function receiptPath(id: string): string {
  return `/api/deletions/${encodeURIComponent(id)}`;
}
