import { type Receipt, reportReceipt } from '../../core/console/receipt.ts';
import type { ReportRow } from '../../core/deletion/outcome.ts';

const COLUMNS = ['outcome', 'model_name', 'model_version', 'model_id', 'code', 'message'] as const;

/** The outcomes as CSV (RFC 4180), one line a version, unexpected ones last. */
export function receiptAsCsv(receipt: Receipt): string {
  const { rows, unexpected } = reportReceipt(receipt);
  const lines = [
    ...rows.map(lineOf),
    ...unexpected.map(({ model_id, told }) => ['unexpected', '', '', model_id, '', told]),
  ];
  return [COLUMNS, ...lines].map((fields) => `${fields.map(csvField).join(',')}\r\n`).join('');
}

/** Everything: the receipt as it is kept, and the report made of it. */
export function receiptAsJson(receipt: Receipt): string {
  return JSON.stringify({ receipt, report: reportReceipt(receipt) }, null, 2);
}

function lineOf(row: ReportRow): string[] {
  const refusal = row.outcome === 'failed' ? [row.code, row.message] : ['', ''];
  return [row.outcome, row.model_name, row.model_version, row.model_id, ...refusal];
}

/** A spreadsheet would run a field that begins like a formula: an apostrophe makes it text. */
function csvField(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
