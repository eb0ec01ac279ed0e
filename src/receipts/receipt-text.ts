import type { Receipt, ResultFilter } from '../../core/console-api/deletions/receipt.ts';
import { isUnderWay } from '../../core/console-api/deletions/runs.ts';
import type { OutcomeName, ReportRow } from '../../core/deletion/outcome.ts';
import type { Report } from '../../core/deletion/report.ts';
import { m } from '../messages/messages.js';
import { causeOf, nextStepOf } from '../ui/errors/error-catalogue.ts';
import { formatCount, formatDuration, formatList } from '../ui/text/format.ts';

/** In the order in which they are said. */
const SAID = ['failed', 'still-there', 'unknown', 'left', 'gone'] as const satisfies readonly OutcomeName[];

/** `27 of 31 deleted · 2 refused · 2 left` */
function headline(report: Report): string {
  const deleted = m.headline_deleted({
    deleted: formatCount(report.counts.deleted),
    planned: formatCount(report.rows.length),
  });
  return [deleted, ...countsInWords(report.counts)].join(' · ');
}

/** The same, unless nothing was sent: then that, and whether it is still to be. */
export function receiptHeadline({ ending, run, calls }: Receipt, report: Report): string {
  if (ending === 'cancelled') return m.headline_cancelled();
  if (isUnderWay(run) && calls.length === 0) {
    return m.headline_not_sent({ planned: formatCount(report.rows.length) });
  }
  return headline(report);
}

/** The counts that are not zero, but the deleted: `2 refused`, `2 left`. */
export function countsInWords(counts: Record<OutcomeName, number>): string[] {
  return SAID.filter((outcome) => counts[outcome] > 0).map((outcome) => countWord(outcome, counts[outcome]));
}

/** `31 planned = 27 deleted + 2 refused + 2 left` */
export function arithmetic(report: Report): string {
  const planned = m.planned({ count: formatCount(report.rows.length) });
  const deleted = countWord('deleted', report.counts.deleted);
  return `${planned} = ${[deleted, ...countsInWords(report.counts)].join(' + ')}`;
}

function countWord(outcome: OutcomeName, number: number): string {
  const count = formatCount(number);
  switch (outcome) {
    case 'deleted':
      return m.count_deleted({ count });
    case 'failed':
      return m.count_refused({ count });
    case 'still-there':
      return m.count_still_there({ count });
    case 'left':
      return m.count_left({ count });
    case 'gone':
      return m.count_gone({ count });
    case 'unknown':
      return m.count_unknown({ count });
    default:
      return outcome satisfies never;
  }
}

/** How sure it is that what is told as deleted is gone; undefined when nothing is. `after` is when the last call was over. */
export function confirmationOf({ rows, confirmation }: Report, after: number): string | undefined {
  const deleted = rows.filter((row) => row.outcome === 'deleted');
  const { waiting, at } = confirmation;
  if (deleted.length === 0) return undefined;
  const count = formatCount(deleted.length);
  if (waiting > 0 || at === undefined) return m.being_confirmed({ count });
  return m.confirmed_after({ count, age: formatDuration(Math.max(0, at - after)) });
}

/** How a deletion went as a whole, as the filter says it. */
export function resultWord(result: ResultFilter): string {
  switch (result) {
    case 'all':
      return m.result_all();
    case 'some':
      return m.result_some();
    case 'none':
      return m.result_none();
    case 'open':
      return m.result_open();
    case 'refused':
      return m.result_refused();
    default:
      return result satisfies never;
  }
}

/** What else is known of a row: whether calls are made just now, and who protected it when the run was continued, and why. */
type Explained = { isRunning: boolean; spared?: { user_name: string; note: string } | undefined };

/** Why a row is as it is, and what to do about it. */
export function explanationOf(row: ReportRow, { isRunning, spared }: Explained): string {
  switch (row.outcome) {
    case 'deleted':
      if (row.by === 'list') return m.why_deleted_by_list();
      return row.confirmed ? m.why_deleted_confirmed() : m.why_deleted();
    case 'gone':
      return row.by === 'somebody-else' ? m.why_gone() : m.why_gone_unknown();
    case 'still-there':
      return m.why_still_there();
    case 'unknown':
      return m.why_unknown();
    case 'left':
      if (spared) return m.use_left_protected({ user: spared.user_name, note: spared.note });
      return isRunning ? m.run_left_yet() : leftBecause(row.because);
    case 'failed':
      return m.sentences({
        first: refusedBecause(row),
        second: nextStepOf(row.code) ?? m.why_refused_unknown_next(),
      });
    default:
      return row satisfies never;
  }
}

function leftBecause(because: Extract<ReportRow, { outcome: 'left' }>['because']): string {
  switch (because) {
    case 'limit':
      return m.why_left_limit();
    case 'not-sent':
      return m.why_left_not_sent();
    case 'still-listed':
      return m.why_left_still_listed();
    default:
      return because satisfies never;
  }
}

function refusedBecause(row: ReportRow & { outcome: 'failed' }): string {
  const services = row.services.map((service) => service.service_name);
  if (row.code === 'ModelArts.3009' && services.length > 0)
    return m.why_in_use_by({ services: formatList(services) });
  return causeOf(row.code) ?? (row.message === '' ? m.why_refused_silent() : m.why_refused_unknown());
}
