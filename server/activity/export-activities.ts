import type { Activity } from '../../core/console-api/activity/activity.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../core/console-api/csv.ts';
import type { Store } from '../store/schema.ts';
import { type ActivityFilters, listActivities, type Reader } from './list-activities.ts';

/** Activities are streamed in pages of so many: an export of millions holds one page in memory. */
const PAGE = 1000;

const COLUMNS = [
  'activity_id',
  'at',
  'kind',
  'actor',
  'subject',
  'count',
  'versions',
  'bytes',
  'deletion_id',
  'service_id',
  'details',
];

/** Streams everything that matches the filters as CSV (RFC 4180), newest first. */
export async function* activitiesAsCsv(
  store: Store,
  reader: Reader,
  filters: ActivityFilters,
): AsyncGenerator<string, void> {
  yield BYTE_ORDER_MARK;
  yield csvLine(COLUMNS);
  for await (const page of pagesOf(store, reader, filters)) yield page.map(lineOf).join('');
}

/** Streams everything that matches the filters as one JSON array, newest first. */
export async function* activitiesAsJson(
  store: Store,
  reader: Reader,
  filters: ActivityFilters,
): AsyncGenerator<string, void> {
  let before = '[';
  for await (const page of pagesOf(store, reader, filters)) {
    for (const activity of page) {
      yield `${before}\n${JSON.stringify(activity)}`;
      before = ',';
    }
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

function lineOf({ activity_id, at, kind, actor, subject, count, facts }: Activity): string {
  const { versions = [], bytes, deletion_id = '', service_id = '', ...details } = facts;
  return csvLine([
    String(activity_id),
    new Date(at).toISOString(),
    kind,
    actor,
    subject,
    String(count),
    versions.join(' '),
    bytes === undefined ? '' : String(bytes),
    deletion_id,
    service_id,
    Object.keys(details).length === 0 ? '' : JSON.stringify(details),
  ]);
}

async function* pagesOf(
  store: Store,
  reader: Reader,
  filters: ActivityFilters,
): AsyncGenerator<Activity[], void> {
  let cursor: string | null | undefined;
  do {
    const page = await listActivities(store, reader, { ...filters, limit: PAGE, ...(cursor && { cursor }) });
    yield page.activities;
    cursor = page.next_cursor;
  } while (cursor !== null);
}
