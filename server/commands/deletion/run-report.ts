import { bytesFreed, type Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { OUTCOMES, type OutcomeName, type ReportRow } from '../../../core/deletion/outcome.ts';
import type { Report } from '../../../core/deletion/report.ts';
import type { Reason } from '../../../core/deletion/run.ts';
import { printable } from '../printable.ts';
import { reasonsByName, sizeText, versionsByName } from '../terminal/terminal-text.ts';

const SECTION: Record<OutcomeName, string> = {
  failed: 'Refused',
  'still-there': 'Still there, though the registry said that it was deleted',
  unknown: 'Not known yet: the gateway is finding out',
  left: 'Left',
  gone: 'Already gone',
  deleted: 'Deleted',
};

const TERM: Record<OutcomeName, string> = {
  failed: 'refused',
  'still-there': 'still there',
  unknown: 'not known yet',
  left: 'left',
  gone: 'already gone',
  deleted: 'deleted',
};

const WHY: Record<Reason, string> = {
  throttled: 'the registry is asked too often',
  unreachable: 'the registry cannot be reached',
  'not-allowed': 'it is not allowed any more',
  doubt: 'what becomes of the calls cannot be found out',
  changed: 'a name has versions that are not in the plan',
};

/** What became of each version, exceptions first, and the sum. */
export function reportText(receipt: Receipt, report: Report, columns: number): string {
  const byOutcome = Map.groupBy(report.rows, (row) => row.outcome);
  const sections = OUTCOMES.flatMap((outcome) => {
    const rows = byOutcome.get(outcome) ?? [];
    if (rows.length === 0) return [];
    const isPlain = outcome === 'deleted' || outcome === 'gone' || outcome === 'unknown';
    const lines = isPlain ? versionsByName(rows, columns) : reasonsByName(rows, reasonOf);
    return [[`${SECTION[outcome]} (${rows.length})`, ...lines].join('\n')];
  });
  const unexpected = report.unexpected.map(({ model_id, told }) => `  ${printable(model_id)}  ${told}`);
  return [
    ...(unexpected.length > 0 ? [[`Not in the plan (${unexpected.length})`, ...unexpected].join('\n')] : []),
    ...sections,
    `${countsText(report)}${freedText(report)}\n${endingText(receipt)}`,
  ].join('\n\n');
}

/** How many versions have each outcome: `31 = 28 deleted + 3 refused`. */
export function countsText({ rows, counts }: Pick<Report, 'rows' | 'counts'>): string {
  const terms = OUTCOMES.toReversed()
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${TERM[outcome]}`);
  return terms.length > 1 ? `${rows.length} = ${terms.join(' + ')}` : terms.join('');
}

function freedText(report: Report): string {
  const bytes = bytesFreed(report);
  return bytes > 0 ? ` · freed ${sizeText(bytes)}` : '';
}

function endingText({ ending, reason }: Receipt): string {
  const why = reason === null ? '' : `: ${WHY[reason]}`;
  switch (ending) {
    case 'completed':
      return 'Completed.';
    case 'stopped':
      return `Stopped${why}.`;
    case 'halted':
      return `It did not go on${why}.`;
    case 'cancelled':
      return 'Cancelled before anything was sent.';
    default:
      return 'It was cut off.';
  }
}

function reasonOf(row: ReportRow): string {
  switch (row.outcome) {
    case 'failed':
      return `${row.code}: ${row.message}`;
    case 'left':
      return { limit: 'beyond the limit of a call', 'not-sent': 'not sent', 'still-listed': 'still listed' }[
        row.because
      ];
    default:
      return '';
  }
}
