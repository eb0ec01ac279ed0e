import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { momentOfAge, partsOfAge } from '../../../core/console-api/models/age-parts.ts';
import { isCreatedAge } from '../../../core/console-api/models/created-age.ts';
import { boundsOf, isCreatedSpan } from '../../../core/console-api/models/list-choices.ts';
import { CREATED_WITHIN, type ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import type { SizeSpan } from '../../../core/console-api/models/size-span.ts';
import { sizesOf } from '../../../core/console-api/models/span-sizes.ts';
import { inForce } from '../../protections/in-force.ts';
import { anyContains } from '../../registry/contains-text.ts';
import { isBeyondNewest } from '../../registry/free/newest.ts';
import { isRunning } from '../../registry/groups/uses.ts';
import type { Held } from './find-held.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The filters of a list, with what they depend on besides: what the search finds by services, and the time. */
export type VersionCriteria = {
  filters: ModelFilters;
  held: Held;
  /** In ms since the epoch. */
  now: number;
};

/**
 * The conditions on a row of `models` that filters stand for; empty when nothing is filtered. A search finds a version by
 * its name, its version or its id, case-insensitively, or by a service that uses it.
 */
export function versionConditions({ filters, held, now }: VersionCriteria): RawBuilder<SqlBool>[] {
  const { search, status, type, in_use, created, size, owner, not_in_newest: newest } = filters;
  const conditions: RawBuilder<SqlBool>[] = [];
  if (search) conditions.push(found(search, held));
  if (status) conditions.push(sql<SqlBool>`models.model_status = any (${status}::text[])`);
  if (type) conditions.push(sql<SqlBool>`models.model_type = any (${type}::text[])`);
  if (in_use) conditions.push(...conditionsOfUse(in_use));
  if (created) conditions.push(createdWithin(OF_VERSION, created, now));
  if (size) conditions.push(sizedWithin(SIZE_OF_VERSION, size));
  if (owner) conditions.push(sql<SqlBool>`models.owner = any (${owner}::text[])`);
  if (newest) conditions.push(isBeyondNewest(newest));
  if (filters.protected) conditions.push(isProtected(filters.protected, now));
  return conditions;
}

function found(search: string, held: Held): RawBuilder<SqlBool> {
  const isFound = anyContains(['models.model_name', 'models.model_version', 'models.model_id'], search);
  if (held === 'many') return sql<SqlBool>`(${isFound} or ${isHeldByFound(search)})`;
  return held.length === 0
    ? isFound
    : sql<SqlBool>`(${isFound} or models.model_id = any (${[...held]}::text[]))`;
}

/** Where a search finds too many services, each version is asked for its own. */
function isHeldByFound(search: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`coalesce((
    select true from service_models held join services using (project_id, service_id)
    where held.project_id = models.project_id and held.model_id = models.model_id
      and ${anyContains(['services.service_name', 'services.service_id'], search)}
    limit 1
  ), false)`;
}

function conditionsOfUse(use: NonNullable<ModelFilters['in_use']>): RawBuilder<SqlBool>[] {
  switch (use) {
    case 'yes':
      return [IN_USE];
    case 'no':
      return [sql`not ${IN_USE}`];
    case 'running':
      return [IN_RUNNING];
    case 'at-rest':
      return [IN_USE, sql`not ${IN_RUNNING}`];
  }
}

/** Asked of each version by the index: an `exists` may be answered by reading the services of all of them. */
const IN_USE = sql<SqlBool>`coalesce((
  select true from service_models used
  where used.project_id = models.project_id and used.model_id = models.model_id
  limit 1
), false)`;

/** Whether a service uses it that runs. */
const IN_RUNNING = sql<SqlBool>`coalesce((
  select true from service_models used join services using (project_id, service_id)
  where used.project_id = models.project_id and used.model_id = models.model_id and ${isRunning()}
  limit 1
), false)`;

/** What protects a version: itself, or its name. Ids are compared as `normalId` has them; those that it leaves are few. */
function isProtected(isIt: 'yes' | 'no', now: number): RawBuilder<SqlBool> {
  const found = sql<SqlBool>`exists (
    select from protections
    where protections.project_id = models.project_id and protections.model_name = models.model_name
      and protections.model_id in ('', models.model_id, lower(models.model_id)) and ${inForce(now)}
  )`;
  return isIt === 'yes' ? found : sql<SqlBool>`not ${found}`;
}

const SIZE_OF_VERSION = { smallest: sql.ref('models.model_size'), largest: sql.ref('models.model_size') };

/** Whether something whose known sizes are between two, 0 where none is known, may have one of those asked for. */
export function sizedWithin(
  sizes: { smallest: RawBuilder<unknown>; largest: RawBuilder<unknown> },
  size: SizeSpan,
): RawBuilder<SqlBool> {
  const { least = 1, most } = sizesOf(size);
  const isLargeEnough = sql`${sizes.largest} >= ${Math.max(least, 1)}::bigint`;
  if (most === undefined) return sql<SqlBool>`(${isLargeEnough})`;
  return sql<SqlBool>`(${isLargeEnough} and ${sizes.smallest} > 0 and ${sizes.smallest} <= ${most}::bigint)`;
}

const OF_VERSION = { newest: sql.ref('models.create_at'), oldest: sql.ref('models.create_at') };

/** Whether something that came into being between two times has a part of the age asked for. */
export function createdWithin(
  span: { newest: RawBuilder<unknown>; oldest: RawBuilder<unknown> },
  created: NonNullable<ModelFilters['created']>,
  now: number,
): RawBuilder<SqlBool> {
  if (isCreatedSpan(created)) {
    const { from, to } = boundsOf(created);
    const isAfter = from === undefined ? sql`true` : sql`${span.newest} >= ${from}::bigint`;
    const isBefore = to === undefined ? sql`true` : sql`${span.oldest} < ${to}::bigint`;
    return sql<SqlBool>`(${isAfter} and ${isBefore})`;
  }
  if (isCreatedAge(created)) {
    const age = partsOfAge(created);
    const moment = momentOfAge(age, now);
    if (age.side === 'last') return sql<SqlBool>`${span.newest} >= ${moment}::bigint`;
    // What has no date is of no age; of a name, its oldest version may be such a one.
    return sql<SqlBool>`(${span.newest} > 0 and ${span.oldest} < ${moment}::bigint)`;
  }
  if (created === 'older') return sql<SqlBool>`${span.oldest} < ${now - CREATED_WITHIN.year * DAY}`;
  return sql<SqlBool>`${span.newest} >= ${now - CREATED_WITHIN[created] * DAY}`;
}
