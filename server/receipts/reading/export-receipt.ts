import { BYTE_ORDER_MARK, csvLine } from '../../../core/console-api/csv.ts';
import { type Receipt, reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import type { ReportRow } from '../../../core/deletion/outcome.ts';

/** The columns of the CSV, for each outcome; the last is the name of the rule that led to the deletion. */
export const COLUMNS = [
  'outcome',
  'model_name',
  'model_version',
  'model_id',
  'code',
  'message',
  'rule',
] as const;

/** The outcomes as CSV (RFC 4180), one line a version; then unexpected ones, and what was left alone as it was protected. */
export function receiptAsCsv(receipt: Receipt): string {
  return BYTE_ORDER_MARK + [COLUMNS, ...outcomeLines(receipt)].map(csvLine).join('');
}

/** The fields of each outcome, in the order of COLUMNS. */
export function outcomeLines(receipt: Receipt): string[][] {
  const { rows, unexpected } = reportReceipt(receipt);
  const lines = [
    ...rows.map(lineOf),
    ...unexpected.map(({ model_id, told }) => ['unexpected', '', '', model_id, '', told]),
    ...(receipt.plan.protected ?? []).map(({ model_name, model_version, model_id, protection }) => {
      return ['protected', model_name, model_version, model_id, '', protection.note];
    }),
  ];
  return lines.map((line) => [...line, receipt.rule?.name ?? '']);
}

/** The receipt as it is stored, and the report that is folded from it, as indented JSON. */
export function receiptAsJson(receipt: Receipt): string {
  return JSON.stringify({ receipt, report: reportReceipt(receipt) }, null, 2);
}

function lineOf(row: ReportRow): string[] {
  const refusal = row.outcome === 'failed' ? [row.code, row.message] : ['', ''];
  return [row.outcome, row.model_name, row.model_version, row.model_id, ...refusal];
}
