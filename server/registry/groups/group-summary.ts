import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Database, Tallies } from '../../store/schema.ts';
import { freeWith, readStored, toStored } from '../free/free-of-name.ts';
import { type NewestVersion, newestWith } from '../free/newest.ts';
import { type ModelRow, rankVersion } from '../models/model-row.ts';
import { facetsOfUnused } from './facets.ts';

/** The summary of a name (a row of `model_groups`): aggregates of all its versions. */
export type GroupSummary = Selectable<Database['model_groups']>;

/** All its columns, for prepared statements, which name each. */
export const GROUP_COLUMNS = [
  'project_id',
  'model_name',
  'versions',
  'model_size',
  'tallies',
  'facets',
  'services',
  'latest_version',
  'latest_create_at',
  'earliest_create_at',
  'smallest_size',
  'largest_size',
  'newest',
  'newest_free',
  'free',
  'is_kept_out',
] as const satisfies (keyof GroupSummary)[];

/** What is written of a summary over what there was, but for its services, which only a look at all versions knows. */
export const OVER_SUMMARY: RawBuilder<unknown> = sql.raw(
  [
    ...[
      'versions',
      'model_size',
      'tallies',
      'facets',
      'latest_version',
      'latest_create_at',
      'earliest_create_at',
    ],
    ...['smallest_size', 'largest_size', 'newest', 'newest_free', 'free'],
  ]
    .map((column) => `${column} = excluded.${column}`)
    .join(', '),
);

/** The fields of a version that are aggregated. */
export type CountedModel = Pick<
  ModelRow,
  | 'model_name'
  | 'model_version'
  | 'model_type'
  | 'model_status'
  | 'model_size'
  | 'owner'
  | 'create_at'
  | 'subscription_id'
  | 'is_kept_out'
  | 'detail'
>;

/** The newest version of a name, the time of its oldest, in ms since the epoch, and the sizes that its versions are between. */
export type Span = Pick<
  GroupSummary,
  'latest_version' | 'latest_create_at' | 'earliest_create_at' | 'smallest_size' | 'largest_size'
>;

/** Whether the span of a name depends on one of its versions. */
export function isAtEdge(
  span: Span,
  { create_at, model_size }: Pick<CountedModel, 'create_at' | 'model_size'>,
): boolean {
  return (
    create_at === span.latest_create_at ||
    create_at === span.earliest_create_at ||
    (model_size > 0 && (model_size === span.smallest_size || model_size === span.largest_size))
  );
}

/** The summary of a name after versions were added that no service uses. Pure. */
export function withAdded(summary: GroupSummary, added: readonly CountedModel[]): GroupSummary {
  const span = added.reduce(widen, summary.versions === 0 ? undefined : summary);
  const newest = newestWith(readStored(summary), added);
  return { ...counted(summary, added, 1), ...toStored(newest), ...span };
}

/**
 * The summary of a name after versions were removed that no service uses. Pure.
 *
 * @param left of the versions that are left: `span` is needed when one at its edge was removed.
 */
export function withRemoved(
  summary: GroupSummary,
  removed: readonly CountedModel[],
  { span, newest }: { span: Span | undefined; newest: readonly NewestVersion[] },
): GroupSummary {
  return { ...counted(summary, removed, -1), ...toStored(newest), ...span };
}

function widen(span: Span | undefined, { model_version, create_at, model_size }: CountedModel): Span {
  const size = Math.max(model_size, 0);
  if (!span) {
    const sizes = { smallest_size: size, largest_size: size };
    return {
      latest_version: model_version,
      latest_create_at: create_at,
      earliest_create_at: create_at,
      ...sizes,
    };
  }
  const isNewer =
    create_at > span.latest_create_at ||
    (create_at === span.latest_create_at && rankVersion(model_version) > rankVersion(span.latest_version));
  const isFirstSize = size > 0 && span.smallest_size === 0;
  return {
    latest_version: isNewer ? model_version : span.latest_version,
    latest_create_at: Math.max(create_at, span.latest_create_at),
    earliest_create_at: Math.min(create_at, span.earliest_create_at),
    smallest_size: isFirstSize ? size : Math.min(span.smallest_size, size || span.smallest_size),
    largest_size: Math.max(span.largest_size, size),
  };
}

function counted(summary: GroupSummary, models: readonly CountedModel[], sign: 1 | -1): GroupSummary {
  const tallies: Tallies = structuredClone(summary.tallies);
  let { versions, model_size } = summary;
  for (const model of models) {
    versions += sign;
    model_size += sign * model.model_size;
    for (const facet of facetsOfUnused(model)) {
      const before = tallies[facet] ?? { versions: 0, model_size: 0 };
      const after = {
        versions: before.versions + sign,
        model_size: before.model_size + sign * model.model_size,
      };
      if (after.versions > 0) tallies[facet] = after;
      else delete tallies[facet];
    }
  }
  const free = freeWith(summary.free, models, sign);
  return { ...summary, versions, model_size, tallies, facets: Object.keys(tallies).sort(), free };
}
