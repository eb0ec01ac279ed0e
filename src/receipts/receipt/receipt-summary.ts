import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import type { Report } from '../../../core/deletion/report.ts';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';
import { formatUtc } from '../../ui/time/zoned-time.ts';
import { namesOf } from '../list/receipt-names.tsx';
import { arithmetic, receiptHeadline } from '../receipt-text.ts';

/** How many names, and how many refused versions, are spelled out: what is pasted is read, and the address has the rest. */
const NAMES_TOLD = 10;
const REFUSED_TOLD = 20;

/**
 * A receipt in a few lines of plain text, to be pasted into a ticket or a mail.
 *
 * @param address where the receipt is.
 */
export function summaryText(receipt: Receipt, report: Report, address: string): string {
  const refused = report.rows.flatMap((row) =>
    row.outcome === 'failed' ? [`- ${row.model_name} ${row.model_version}: ${row.code || row.message}`] : [],
  );
  const when = m.summary_who_when({ user: receipt.user_name, time: formatUtc(receipt.created_at) });
  return [
    `${receiptHeadline(receipt, report)}: ${shortened(namesOf(report.rows), NAMES_TOLD).join(', ')}`,
    arithmetic(report),
    when,
    address,
    ...(refused.length > 0 ? ['', m.summary_refused(), ...shortened(refused, REFUSED_TOLD)] : []),
  ].join('\n');
}

function shortened(lines: readonly string[], most: number): string[] {
  const more = lines.length - most;
  return [...lines.slice(0, most), ...(more > 0 ? [m.and_more({ count: formatCount(more) })] : [])];
}
