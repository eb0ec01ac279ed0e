import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { Receipt, reportReceipt } from '../../../../core/console-api/deletions/receipt.ts';
import { ReceiptPage, type ReceiptSummary } from '../../../../core/console-api/deletions/receipts.ts';
import { WAITING_FOR_SOMEBODY } from '../../../../core/console-api/deletions/runs.ts';
import { http, parseAnswer, RefusedError } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { addressOf } from '../../prefetch/address-of.ts';
import { BASE } from '../../prefetch/base.ts';
import { queryKeys } from '../query-keys.ts';
import type { DeletionFilters } from './receipt-filters.ts';

export type { ReceiptSummary };

/** The list of deletions, newest first, page after page. */
export function receiptsQuery(filters: DeletionFilters) {
  return infiniteQueryOptions({
    queryKey: queryKeys.receipts(filters),
    queryFn: async ({ pageParam, signal }) => {
      const params = { ...filters, ...(pageParam !== null && { cursor: pageParam }) };
      return parseAnswer(ReceiptPage, (await http.get('/api/deletions', { params, signal })).data);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/**
 * How often a receipt is read again while something on it is open, beside being told of its changes: while something
 * happens by itself, and while somebody or a distant time is waited for. In ms.
 */
const READ_EVERY_MS = 2000;
const READ_SELDOM_MS = 15_000;

/** One receipt, followed until nothing about it is open: the gateway looks into it by itself. */
export function receiptQuery(id: string) {
  return queryOptions({
    queryKey: queryKeys.receipt(id),
    queryFn: async ({ signal }) => parseAnswer(Receipt, (await http.get(receiptPath(id), { signal })).data),
    refetchInterval: ({ state: { data, error } }) =>
      data ? rereadAfter(data) : error instanceof RefusedError ? false : READ_EVERY_MS,
  });
}

function rereadAfter(receipt: Receipt): number | false {
  const phase = receipt.run?.phase;
  if (phase === 'scheduled' || (phase && WAITING_FOR_SOMEBODY.includes(phase))) return READ_SELDOM_MS;
  return receipt.state === 'running' || !isSettled(receipt) ? READ_EVERY_MS : false;
}

/** The receipt after the gateway has looked into it at once: one of an earlier edition waits for nobody to do so. */
export function settledReceiptQuery(id: string) {
  return queryOptions({
    queryKey: queryKeys.settledReceipt(id),
    queryFn: async ({ signal }) => {
      return parseAnswer(Receipt, (await http.post(`${receiptPath(id)}/verify`, undefined, { signal })).data);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether nothing about a receipt is open: nothing is unknown, and no run was cut off that was not looked into. */
export function isSettled(receipt: Receipt): boolean {
  const { counts, confirmation } = reportReceipt(receipt);
  const { unknown, left, failed } = counts;
  if (unknown > 0 || (receipt.state !== 'running' && confirmation.waiting > 0)) return false;
  const isChecked = receipt.checks.some((check) => check.after_calls === receipt.calls.length);
  return receipt.state === 'running' || isChecked || left + failed === 0;
}

/** Where a receipt is downloaded. */
export function exportPath(id: string, format: 'csv' | 'json'): string {
  return BASE + addressOf(`${receiptPath(id)}/export`, { format });
}

/** Where all deletions that match are downloaded. */
export function exportAllPath(filters: DeletionFilters, format: 'csv' | 'json'): string {
  return BASE + addressOf('/api/deletions/export', { ...filters, format });
}

function receiptPath(id: string): string {
  return pathOf('api', 'deletions', id);
}
