import { type ActivityFacts, MAX_LISTED, MAX_NAMES_APART } from '../../core/console-api/activity/activity.ts';
import { countRefusals, type Receipt } from '../../core/console-api/deletions/receipt.ts';
import type { ReportRow } from '../../core/deletion/outcome.ts';
import type { OwnActivity } from '../activity/note-activity.ts';
import type { Reported } from './fold-receipt.ts';

/** What of a receipt was told already, as text; null while nothing was. */
export type Told = string | null;

/**
 * What is to be told of a deletion that is over, beyond what was told before: each version is told as deleted or refused
 * once, however often the receipt is looked into, and told as contradicted when it turns out to be there all the same.
 * Nothing while the deletion goes on.
 *
 * @param told as it was answered the last time.
 * @returns what is told now, to be written with the activities in one transaction.
 */
export function tellOutcomes(
  { receipt, report }: Reported<Receipt>,
  told: Told,
): { told: Told; activities: OwnActivity[] } {
  const { deletion_id, ended_at } = receipt;
  if (ended_at === null && receipt.state !== 'interrupted') return { told, activities: [] };
  const [marks = '', ...unplannedBefore] = (told ?? '').split('|');
  const now = report.rows.map((row, index) => markOf(row, marks[index]));
  const news = report.rows.filter((_, index) => now[index] !== marks[index]);
  const newMarks = now.filter((mark, index) => mark !== marks[index]);
  const gone = report.unexpected.flatMap((one) =>
    one.told === 'deleted' && !one.isThere ? [one.model_id] : [],
  );
  const unplanned = gone.filter((id) => !unplannedBefore.includes(id));
  const activities = KINDS.flatMap(([mark, kind]) =>
    byName(news.filter((_, index) => newMarks[index] === mark)).map((rows) => ({
      kind,
      ...aboutRows(rows, { deletion_id, ...(kind === 'refused' && { codes: countRefusals({ rows }) }) }),
    })),
  );
  const facts = { deletion_id, is_unplanned: true } as const;
  return {
    told: [now.join(''), ...unplannedBefore, ...unplanned].join('|'),
    activities:
      unplanned.length === 0
        ? activities
        : [...activities, { kind: 'deleted', subject: SEVERAL, count: unplanned.length, facts }],
  };
}

const DELETED = 'd';
const REFUSED = 'r';
const CONTRADICTED = 'c';
const NOTHING = '-';
/** Of a deletion that ended before there was a log, which has it as a whole. */
const OF_OLD = 'o';

const KINDS = [
  [DELETED, 'deleted'],
  [REFUSED, 'refused'],
  [CONTRADICTED, 'contradicted'],
] as const;

/** What a version is told as now, if it was told as `before`. */
function markOf({ outcome }: ReportRow, before = NOTHING): string {
  if (before === OF_OLD) return OF_OLD;
  switch (outcome) {
    case 'deleted':
      return DELETED;
    case 'failed':
    case 'left':
    case 'still-there':
      if (before === DELETED || before === CONTRADICTED) return CONTRADICTED;
      return outcome === 'failed' ? REFUSED : before;
    case 'gone':
    case 'unknown':
      return before;
  }
}

const SEVERAL = { id: '', name: '' };

/** Rows of each name by themselves, or all of them together where there are too many names. */
function byName(rows: readonly ReportRow[]): ReportRow[][] {
  if (rows.length === 0) return [];
  const names = Map.groupBy(rows, (row) => row.model_name);
  return names.size > MAX_NAMES_APART ? [[...rows]] : [...names.values()];
}

function aboutRows(rows: readonly ReportRow[], more: ActivityFacts): Omit<OwnActivity, 'kind'> {
  const names = [...new Set(rows.map((row) => row.model_name))];
  const [name = ''] = names;
  const bytes = rows.reduce((sum, row) => sum + (row.model_size ?? 0), 0);
  const listed =
    names.length === 1
      ? { versions: rows.slice(0, MAX_LISTED).map((row) => row.model_version) }
      : { name_count: names.length, names: names.slice(0, MAX_LISTED) };
  return {
    subject: names.length === 1 ? { id: '', name } : SEVERAL,
    count: rows.length,
    facts: { ...listed, bytes, ...more },
  };
}
