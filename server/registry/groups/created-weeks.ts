import { type RawBuilder, sql } from 'kysely';
import type { CountedModel } from './group-summary.ts';

/** How many versions of a name, and bytes, came or went of those that were created in one week and are alike. */
export type WeekChange = {
  model_name: string;
  /** Weeks since Monday, 5 January 1970, UTC. */
  week: number;
  model_type: string;
  is_used: boolean;
  versions: number;
  model_size: number;
};

const WEEK_MS = 7 * 24 * 3_600_000;
const FIRST_MONDAY_MS = 4 * 24 * 3_600_000;

/** Weeks are counted in as many digits, so that they sort as texts; what is of no such time is of the first or last of them. */
const DIGITS = 5;
const LAST_WEEK = 10 ** DIGITS - 1;

/** The week that a moment is in, in ms since the epoch. */
export function weekOf(at: number): number {
  const week = Math.floor((at - FIRST_MONDAY_MS) / WEEK_MS);
  return Math.min(Math.max(week, 0), LAST_WEEK);
}

/** When a week begins, in ms since the epoch. */
export function startOfWeek(week: number): number {
  return FIRST_MONDAY_MS + week * WEEK_MS;
}

/** The same as `weekOf`, by the database. */
export function weekOfColumn(create_at: RawBuilder<unknown>): RawBuilder<number> {
  const week = sql`floor((${create_at} - ${sql.lit(FIRST_MONDAY_MS)}) / ${sql.lit(WEEK_MS)}.0)`;
  return sql`least(greatest(${week}, 0), ${sql.lit(LAST_WEEK)})::integer`;
}

/**
 * The spans by which a project's totals are kept, in weeks: the shorter one for the time just past, the longer one for all of
 * it, so that what is read for a plot does not grow with the age of a registry.
 */
export const SPANS = { short: 1, long: 8 } as const;
export type WeekSpan = keyof typeof SPANS;

/** The facets of a span in a project's totals: those from `first` on, and before `end`. */
export function facetsOfSpan(span: WeekSpan, firstWeek = 0): { first: string; end: string } {
  const start = `created in ${SPANS[span]}:`;
  return { first: start + padded(firstWeek, span), end: `${start}~` };
}

/** What such a facet says, as columns of the totals. */
export function columnsOfSpan(span: WeekSpan) {
  const start = `created in ${SPANS[span]}:`.length;
  return {
    /** The first week of the span. */
    week: sql<number>`substr(facet, ${sql.lit(start + 1)}, ${sql.lit(DIGITS)})::integer * ${sql.lit(SPANS[span])}`,
    model_type: sql<string>`substr(split_part(facet, E'\\t', 2), 6)`,
    is_used: sql<boolean>`split_part(facet, E'\\t', 3) = 'in_use:yes'`,
  };
}

function padded(week: number, span: WeekSpan): string {
  return String(Math.floor(week / SPANS[span])).padStart(DIGITS, '0');
}

/** The changes that versions make which no service uses: `1`, they came; `-1`, they went. */
export function weekChangesOf(models: readonly CountedModel[], sign: 1 | -1): WeekChange[] {
  const changes = models.map(({ model_name, model_type, model_size, create_at }) => {
    const alike = { model_name, week: weekOf(create_at), model_type, is_used: false };
    return { ...alike, versions: sign, model_size: sign * model_size };
  });
  return summedBy(changes, ({ model_name, week, model_type }) =>
    JSON.stringify([model_name, week, model_type]),
  );
}

/** Changes with the same key as one. */
function summedBy(changes: readonly WeekChange[], keyOf: (change: WeekChange) => string): WeekChange[] {
  const sums = new Map<string, WeekChange>();
  for (const change of changes) {
    const key = keyOf(change);
    const before = sums.get(key) ?? { ...change, versions: 0, model_size: 0 };
    sums.set(key, {
      ...before,
      versions: before.versions + change.versions,
      model_size: before.model_size + change.model_size,
    });
  }
  return [...sums.values()];
}

/** How the totals of a project change by that: for each span the facet, its versions and bytes. */
export function facetChangesOf(changes: readonly WeekChange[]) {
  return (['short', 'long'] as const).flatMap((span) => {
    const facetOf = ({ week, model_type, is_used }: WeekChange) =>
      `created in ${SPANS[span]}:${padded(week, span)}\ttype:${model_type}\tin_use:${is_used ? 'yes' : 'no'}`;
    return summedBy(changes, facetOf).map((sum) => ({
      facet: facetOf(sum),
      names: 0,
      versions: sum.versions,
      model_size: sum.model_size,
    }));
  });
}
