import { type RawBuilder, sql } from 'kysely';
import type { Use } from '../../../core/console-api/models/list-choices.ts';
import type { CountedModel } from './group-summary.ts';

/** How many versions of a name, and bytes, came or went of those that were created in one week and are alike. */
export type WeekChange = {
  model_name: string;
  /** Weeks since Monday, 5 January 1970, UTC. */
  week: number;
  model_type: string;
  use: Use;
  versions: number;
  model_size: number;
};

const WEEK_MS = 7 * 24 * 3_600_000;
const FIRST_MONDAY_MS = 4 * 24 * 3_600_000;

/** What is of no such time is of the first week or the last. */
const LAST_WEEK = 99_999;

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
 * The spans by which a project's totals are kept, in weeks, each a part of the next: so what is read does not grow with the
 * age of a registry.
 */
export const SPANS = [1, 8, 64] as const;

/** The first week of the span that a week is in. */
export function startOfSpan(week: number, span: number): number {
  return week - (week % span);
}

/** What the totals of a span are kept by: the use of versions, and their type; each is followed by its value. */
export const USE = 'in_use:';
export const TYPE = 'type:';

/** The changes that versions make which no service uses: `1`, they came; `-1`, they went. */
export function weekChangesOf(models: readonly CountedModel[], sign: 1 | -1): WeekChange[] {
  const changes = models.map(({ model_name, model_type, model_size, create_at }) => {
    const alike = { model_name, week: weekOf(create_at), model_type, use: 'no' } as const;
    return { ...alike, versions: sign, model_size: sign * model_size };
  });
  return summedBy(changes, ({ model_name, week, model_type }) =>
    JSON.stringify([model_name, week, model_type]),
  );
}

/** How the totals of a project change by that; those that do not are left out. */
export function totalChangesOf(changes: readonly WeekChange[]) {
  const each = SPANS.flatMap((span) =>
    changes.flatMap(({ week, model_type, use, versions, model_size }) =>
      [TYPE + model_type, USE + use].map((facet) => {
        return { span, facet, week: startOfSpan(week, span), versions, model_size };
      }),
    ),
  );
  const sums = summedBy(each, ({ span, facet, week }) => JSON.stringify([span, facet, week]));
  return sums.filter(({ versions, model_size }) => versions !== 0 || model_size !== 0);
}

/** Changes with the same key as one. */
function summedBy<Change extends Pick<WeekChange, 'versions' | 'model_size'>>(
  changes: readonly Change[],
  keyOf: (change: Change) => string,
): Change[] {
  const sums = new Map<string, Change>();
  for (const change of changes) {
    const before = sums.get(keyOf(change));
    const { versions = 0, model_size = 0 } = before ?? {};
    sums.set(keyOf(change), {
      ...change,
      versions: versions + change.versions,
      model_size: model_size + change.model_size,
    });
  }
  return [...sums.values()];
}
