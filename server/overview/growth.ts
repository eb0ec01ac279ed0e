import { sql } from 'kysely';
import type { GrowthSpan, Overview } from '../../core/console-api/models/overview.ts';
import { startOfSpan, startOfWeek, weekOf, weekOfColumn } from '../registry/groups/created-weeks.ts';
import type { Store } from '../store/schema.ts';
import { spanOf } from './ages.ts';
import type { CreatedSums } from './created-sums.ts';

/** As many points a plot has at most: beyond, each is of more weeks. */
const MAX_POINTS = 130;

/** As many deletions are looked through, the newest of a project. */
const MAX_DELETIONS = 5_000;

/** What deletions freed in one week. */
type Freed = { week: number; deletions: number; freed: number; unsized: number };

/** The deletions of a project by week; those before `since` (ms since the epoch) are left out, null: none are. */
export type FreedByWeek = { weeks: Freed[]; since: number | null };

/** Sums up what the newest deletions freed that took anything. */
export async function readFreed(
  store: Store,
  project_id: string,
  limit = MAX_DELETIONS,
): Promise<FreedByWeek> {
  const { rows } = await sql<Freed & { looked: number; oldest: number }>`
    select ${weekOfColumn(sql`created_at`)} as week, count(*) as deletions, coalesce(sum(freed), 0) as freed,
      count(*) filter (where freed is null) as unsized,
      sum(count(*)) over () as looked, min(min(created_at)) over () as oldest
    from (
      select created_at, freed from deletions
      where project_id = ${project_id} and result in ('all', 'some')
      order by created_at desc limit ${limit}
    ) as newest
    group by 1
  `.execute(store);
  const [first] = rows;
  return {
    weeks: rows.map(({ week, deletions, freed, unsized }) => ({ week, deletions, freed, unsized })),
    since: first && first.looked >= limit ? first.oldest : null,
  };
}

/**
 * What came, by type, and went, from the first week of which anything is known to the present one, in spans of equal length;
 * what is of no known time came with the first. `now` in ms since the epoch.
 */
export function growthOf(
  { span, sums }: CreatedSums['byType'],
  { weeks, since }: FreedByWeek,
  now: number,
): Overview['growth'] {
  const thisWeek = weekOf(now);
  // What is of no known time is of the first week of all: the plot does not begin there, but begins with it.
  const isUndated = sums.some(({ week }) => week === 0);
  const dated = [...sums, ...weeks].map(({ week }) => week).filter((week) => week > 0);
  // What is of later will come.
  const first = Math.min(thisWeek, ...dated);
  const last = Math.max(thisWeek, ...sums.map(({ week }) => week));
  const count = (last - first) / span + 1;
  const length = span * Math.ceil(count / MAX_POINTS);
  const start = startOfSpan(first, length);
  const spanAt = (week: number) => Math.max(0, Math.floor((week - start) / length));
  const createdBy = Map.groupBy(sums, ({ week }) => spanAt(week));
  const freedBy = Map.groupBy(weeks, ({ week }) => spanAt(week));
  const spans = Array.from({ length: Math.floor((last - start) / length) + 1 }, (_, place): GrowthSpan => {
    const [from, after] = [start + place * length, start + (place + 1) * length];
    const freed = freedBy.get(place) ?? [];
    return {
      from: startOfWeek(from),
      to: from <= thisWeek && thisWeek < after ? now : startOfWeek(after),
      created: spanOf(place === 0 && isUndated ? undefined : from, after > last ? undefined : after),
      types: byType(createdBy.get(place) ?? []),
      deletions: total(freed.map((one) => one.deletions)),
      freed: total(freed.map((one) => one.freed)),
      unsized: total(freed.map((one) => one.unsized)),
    };
  });
  return { spans, deletions_since: since };
}

function byType(sums: CreatedSums['byType']['sums']): GrowthSpan['types'] {
  const types = Map.groupBy(sums, ({ model_type }) => model_type);
  return Object.fromEntries(
    [...types].map(([type, ofType]) => [
      type,
      {
        versions: total(ofType.map(({ versions }) => versions)),
        model_size: total(ofType.map(({ model_size }) => model_size)),
      },
    ]),
  );
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** How many versions were created in each of the last weeks, up to the present one. */
export function lastWeeks({ recent }: CreatedSums, thisWeek: number, count: number): Overview['weeks'] {
  return Array.from({ length: count }, (_, place) => {
    const week = thisWeek - count + 1 + place;
    const ofWeek = recent.filter((sum) => sum.week === week);
    return { from: startOfWeek(week), versions: total(ofWeek.map(({ versions }) => versions)) };
  });
}
