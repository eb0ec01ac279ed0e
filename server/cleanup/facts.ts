import { type RawBuilder, sql } from 'kysely';
import { FAILED_STATUSES } from '../../core/contract/model-choices.ts';
import type { CleanupFacts } from '../../core/housekeeping/suggest.ts';
import { HAS_SOURCE } from '../registry/free/copies.ts';
import { isRanked, MAX_NEWEST } from '../registry/free/newest.ts';

/** What is read of a version to tell the reasons, of `models` joined with the row of its name, `names`. */
export type FactsRow = {
  model_status: string;
  model_version: string;
  version_rank: number;
  create_at: number;
  is_copy: boolean;
  is_comparable: boolean;
  newest: number[];
  services: number;
  latest_create_at: number;
  earliest_create_at: number;
};

export const FACTS_COLUMNS: RawBuilder<unknown> = sql`
  models.model_status, models.model_version, models.version_rank, models.create_at, models.is_copy,
  ${HAS_SOURCE} as is_comparable,
  names.newest, names.services, names.latest_create_at, names.earliest_create_at
`;

/** The row of a version's name. */
export const JOIN_NAMES: RawBuilder<unknown> = sql`
  join model_groups names on names.project_id = models.project_id and names.model_name = models.model_name
`;

export function factsOf(row: FactsRow): CleanupFacts {
  const { services, latest_create_at, earliest_create_at } = row;
  return {
    isFailed: FAILED.has(row.model_status),
    create_at: row.create_at,
    place: placeOf(row),
    isCopy: row.is_copy,
    isComparable: row.is_comparable,
    name: { isUsed: services > 0, latest_create_at, earliest_create_at },
  };
}

const FAILED: ReadonlySet<string> = new Set(FAILED_STATUSES);

function placeOf({ model_version, version_rank, newest }: FactsRow): number | undefined {
  if (!isRanked(model_version)) return undefined;
  const place = newest.indexOf(version_rank) + 1;
  return place === 0 ? MAX_NEWEST + 1 : place;
}
