import type { Selectable } from 'kysely';
import type { Database, Tallies } from '../../store/schema.ts';
import { type ModelRow, rankVersion } from '../models/model-row.ts';
import { facetsOf } from './facets.ts';

/** One name with all its versions summed up. */
export type GroupSummary = Selectable<Database['model_groups']>;

/** All its columns, for statements that name each. */
export const GROUP_COLUMNS = [
  ...(['project_id', 'model_name', 'versions', 'model_size', 'tallies', 'facets', 'services'] as const),
  ...(['latest_version', 'latest_create_at', 'earliest_create_at'] as const),
] satisfies (keyof GroupSummary)[];

/** What of a version is summed up. */
export type CountedModel = Pick<
  ModelRow,
  'model_name' | 'model_version' | 'model_type' | 'model_status' | 'model_size' | 'create_at'
>;

/** The newest version of a name and the time of its oldest, in ms since the epoch. */
export type Span = Pick<GroupSummary, 'latest_version' | 'latest_create_at' | 'earliest_create_at'>;

/** The summary of a name after versions of it were added, that no service uses. */
export function withAdded(summary: GroupSummary, added: readonly CountedModel[]): GroupSummary {
  const span = added.reduce(widen, summary.versions === 0 ? undefined : summary);
  return { ...counted(summary, added, 1), ...span };
}

/**
 * The summary of a name after versions of it that no service uses were removed.
 *
 * @param span of what is left, for when what was newest or oldest went.
 */
export function withRemoved(
  summary: GroupSummary,
  removed: readonly CountedModel[],
  span: Span | undefined,
): GroupSummary {
  return { ...counted(summary, removed, -1), ...span };
}

function widen(span: Span | undefined, { model_version, create_at }: CountedModel): Span {
  if (!span) {
    return { latest_version: model_version, latest_create_at: create_at, earliest_create_at: create_at };
  }
  const isNewer =
    create_at > span.latest_create_at ||
    (create_at === span.latest_create_at && rankVersion(model_version) > rankVersion(span.latest_version));
  return {
    latest_version: isNewer ? model_version : span.latest_version,
    latest_create_at: Math.max(create_at, span.latest_create_at),
    earliest_create_at: Math.min(create_at, span.earliest_create_at),
  };
}

function counted(summary: GroupSummary, models: readonly CountedModel[], sign: 1 | -1): GroupSummary {
  const tallies: Tallies = structuredClone(summary.tallies);
  let { versions, model_size } = summary;
  for (const model of models) {
    versions += sign;
    model_size += sign * model.model_size;
    for (const facet of facetsOf(model, false)) {
      const before = tallies[facet] ?? { versions: 0, model_size: 0 };
      const after = {
        versions: before.versions + sign,
        model_size: before.model_size + sign * model.model_size,
      };
      if (after.versions > 0) tallies[facet] = after;
      else delete tallies[facet];
    }
  }
  return { ...summary, versions, model_size, tallies, facets: Object.keys(tallies).sort() };
}
