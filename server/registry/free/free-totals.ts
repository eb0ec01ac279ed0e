import { type RawBuilder, sql } from 'kysely';
import type { FreeOfName, FreeSum } from '../../store/free-tables.ts';
import { type DayChange, dayOf, NO_DAY } from './free-days.ts';
import type { StoredNewest } from './free-of-name.ts';
import { addSums, isNothing, NO_SUM, sumOfOne, sumUp } from './free-sum.ts';
import { MAX_NEWEST } from './newest.ts';

/**
 * By what the free versions of a project are summed up:
 *
 * - `place`: by their place in their name, the newest is 1; beyond `MAX_NEWEST` all together; those without one at 0.
 * - `copy`: copies at 0, and at -1 those that cannot be compared.
 * - `idle`: those of names of which no service uses any version, by the day of the newest.
 * - `free`, `failed`: by the day of their creation, all of them, and of those the builds that failed.
 *
 * Days are those of free-days.ts, by spans of each length, so that what is read does not grow with the age of a registry.
 */
export type FreeKind = 'place' | 'copy' | 'idle' | 'free' | 'failed';
export type FreeTotal = FreeSum & { kind: FreeKind; span: number; at: number };

/** In days. */
export const DAY_SPANS = [1, 64] as const;
export const INCOMPARABLE = -1;

/** What of a name's summary is totalled. */
export type FreeSummary = StoredNewest & {
  free: FreeOfName;
  services: number;
  latest_create_at: number;
  earliest_create_at: number;
};

/** How the totals change when the summaries of names did, and their versions by day; those that do not are left out. */
export function freeTotalChanges(
  before: readonly FreeSummary[],
  after: readonly FreeSummary[],
  days: readonly DayChange[],
): FreeTotal[] {
  const totals = new Map<string, FreeTotal>();
  const add = (total: FreeTotal, sign: 1 | -1) => {
    const { kind, span, at } = total;
    const key = `${kind} ${span} ${at}`;
    totals.set(key, { kind, span, at, ...addSums(totals.get(key) ?? NO_SUM, total, sign) });
  };
  for (const summary of before) for (const total of totalsOfName(summary)) add(total, -1);
  for (const summary of after) for (const total of totalsOfName(summary)) add(total, 1);
  for (const change of days) {
    for (const total of byDay('free', change.day, change)) add(total, 1);
    if (change.is_failed) for (const total of byDay('failed', change.day, change)) add(total, 1);
  }
  return [...totals.values()].filter((total) => !isNothing(total));
}

/** What a name adds to the totals, but for what is summed up by the days of its versions. */
export function totalsOfName(summary: FreeSummary): FreeTotal[] {
  const { free, services } = summary;
  const { all, ranked, copies, incomparable } = free;
  return [
    ...placesOf(summary),
    { kind: 'place', span: 1, at: 0, ...addSums(all, ranked, -1) },
    { kind: 'copy', span: 1, at: 0, ...copies },
    { kind: 'copy', span: 1, at: INCOMPARABLE, ...NO_SUM, versions: incomparable },
    ...(services === 0 ? byDay('idle', lastDayOf(summary), all) : []),
  ];
}

/** The day after which nothing came to a name; not known where that of some version is not. */
export function lastDayOf({
  latest_create_at,
  earliest_create_at,
}: Pick<FreeSummary, 'latest_create_at' | 'earliest_create_at'>): number {
  return earliest_create_at > 0 ? dayOf(latest_create_at) : NO_DAY;
}

function placesOf({ newest_free, free }: FreeSummary): FreeTotal[] {
  const kept = newest_free.slice(0, MAX_NEWEST).map((size) => (size === null ? NO_SUM : sumOfOne(size)));
  const beyond = addSums(free.ranked, sumUp(kept), -1);
  const places = kept.map((sum, place): FreeTotal => ({ kind: 'place', span: 1, at: place + 1, ...sum }));
  return [...places, { kind: 'place', span: 1, at: MAX_NEWEST + 1, ...beyond }];
}

function byDay(kind: FreeKind, day: number, { versions, model_size, unsized }: FreeSum): FreeTotal[] {
  const spans = day === NO_DAY ? [1] : DAY_SPANS;
  return spans.map((span) => ({
    kind,
    span,
    at: day === NO_DAY ? NO_DAY : day - (day % span),
    versions,
    model_size,
    unsized,
  }));
}

/** What adds changes to what is kept: a part of the statement of the project's totals, which lock it. */
export function addingFreeTotals(project_id: string, changes: readonly FreeTotal[]): RawBuilder<unknown> {
  return sql`
    insert into free_totals (project_id, kind, span, at, versions, model_size, unsized)
    select ${project_id}, kind, span, at, versions, model_size, unsized
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as changes (
      kind text, span smallint, at integer, versions integer, model_size bigint, unsized integer
    )
    on conflict (project_id, kind, span, at) do update set
      versions = free_totals.versions + excluded.versions,
      model_size = free_totals.model_size + excluded.model_size,
      unsized = free_totals.unsized + excluded.unsized
  `;
}
