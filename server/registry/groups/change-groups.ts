import { sql } from 'kysely';
import { PREPARED } from '../../store/prepared.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { type CopyChanges, markCopies, unmarkCopies } from '../free/copies.ts';
import { addingDays, type DayChange, dayChangesOf } from '../free/free-days.ts';
import { readStored } from '../free/free-of-name.ts';
import { addSums, NO_SUM } from '../free/free-sum.ts';
import { markKeptOut } from '../free/kept-out.ts';
import { newestWithout, readNewest } from '../free/newest.ts';
import { type WeekChange, weekChangesOf } from './created-weeks.ts';
import {
  type CountedModel,
  type GroupSummary,
  isAtEdge,
  OVER_SUMMARY,
  type Span,
  withAdded,
  withRemoved,
} from './group-summary.ts';
import { lockGroups } from './lock-groups.ts';
import { addingWeeks } from './name-weeks.ts';
import { changeTotals } from './project-totals.ts';

/**
 * Adds versions, which no service uses yet, to the summaries of their names.
 *
 * @param steps `lock` locks the summaries of names and answers them; `insert` inserts the versions themselves, while those
 *   are locked.
 */
export async function addToGroups(
  trx: StoreTransaction,
  project_id: string,
  versions: readonly NewVersion[],
  { insert, lock = lockGroups }: { insert: () => Promise<unknown>; lock?: typeof lockGroups },
): Promise<void> {
  const before = await lock(trx, project_id, [...new Set(versions.map((version) => version.model_name))]);
  await insert();
  const added = await withKeptOut(trx, project_id, { versions, before });
  const byName = Map.groupBy(added, (model) => model.model_name);
  const copies = await markCopies(trx, project_id, added);
  const after = before.map((summary) =>
    withCopies(withAdded(summary, byName.get(summary.model_name) ?? []), copies),
  );
  const spans = { weeks: weekChangesOf(added, 1), days: dayChangesOf(added, 1) };
  await writeGroups(trx, project_id, after, spans);
  await changeTotals(trx, project_id, { before, after, ...spans });
}

/** A version that comes. */
type NewVersion = Omit<CountedModel, 'is_kept_out'> & { model_id: string };

/** Says of versions that came whether they, or their names, are kept out of what is free. */
async function withKeptOut(
  trx: StoreTransaction,
  project_id: string,
  { versions, before }: { versions: readonly NewVersion[]; before: readonly GroupSummary[] },
): Promise<CountedModel[]> {
  const names = new Set(before.flatMap((summary) => (summary.is_kept_out ? summary.model_name : [])));
  const ids = await markKeptOut(
    trx,
    project_id,
    versions.map((version) => version.model_id),
  );
  return versions.map((version) => ({
    ...version,
    is_kept_out: names.has(version.model_name) || ids.has(version.model_id),
  }));
}

function withCopies(summary: GroupSummary, changes: CopyChanges): GroupSummary {
  const { free, model_name } = summary;
  const copies = addSums(free.copies, changes.get(model_name) ?? NO_SUM);
  return { ...summary, free: { ...free, copies } };
}

/** Subtracts versions of one name, already deleted and used by no service, from its summary. Requires the summary's lock. */
export async function removeFromGroup(
  trx: StoreTransaction,
  before: GroupSummary,
  versions: readonly (CountedModel & { model_id: string; is_copy: boolean })[],
): Promise<void> {
  if (versions.length === 0) return;
  const removed = before.is_kept_out ? versions.map((one) => ({ ...one, is_kept_out: true })) : versions;
  const isEdgeGone = removed.some((model) => isAtEdge(before, model));
  const isAllGone = removed.length === before.versions;
  const span = isEdgeGone && !isAllGone ? await readSpan(trx, before) : undefined;
  const left = isAllGone ? [] : newestWithout(readStored(before), removed);
  const newest = left ?? (await readNewest(trx, before));
  const copies = await unmarkCopies(trx, before.project_id, removed);
  const after = withCopies(withRemoved(before, removed, { span, newest }), copies);
  const spans = { weeks: weekChangesOf(removed, -1), days: dayChangesOf(removed, -1) };
  if (isAllGone) await deleteGroup(trx, before);
  else await writeGroups(trx, before.project_id, [after], spans);
  const deletedIds = removed.map((model) => model.model_id);
  await changeTotals(trx, before.project_id, { before: [before], after: [after], ...spans, deletedIds });
}

type GroupKey = Pick<GroupSummary, 'project_id' | 'model_name'>;

async function readSpan(trx: StoreTransaction, { project_id, model_name }: GroupKey): Promise<Span> {
  const ofName = trx
    .selectFrom('models')
    .modifyEnd(PREPARED)
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name);
  const one = ofName.select(['model_version', 'create_at']).limit(1);
  const newest = one.orderBy('create_at', 'desc').orderBy('version_rank', 'desc');
  const { model_version, create_at } = await newest.executeTakeFirstOrThrow();
  const oldest = await one.orderBy('create_at').executeTakeFirstOrThrow();
  const sizes = await ofName
    .where('model_size', '>', 0)
    .select(({ fn }) => [
      fn.min<number | null>('model_size').as('smallest'),
      fn.max<number | null>('model_size').as('largest'),
    ])
    .executeTakeFirst();
  return {
    latest_version: model_version,
    latest_create_at: create_at,
    earliest_create_at: oldest.create_at,
    smallest_size: sizes?.smallest ?? 0,
    largest_size: sizes?.largest ?? 0,
  };
}

async function deleteGroup(trx: StoreTransaction, { project_id, model_name }: GroupKey): Promise<void> {
  await trx
    .with('weeks', (db) =>
      db.deleteFrom('name_weeks').where('project_id', '=', project_id).where('model_name', '=', model_name),
    )
    .with('days', (db) =>
      db.deleteFrom('free_days').where('project_id', '=', project_id).where('model_name', '=', model_name),
    )
    .deleteFrom('model_groups')
    .modifyEnd(PREPARED)
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .execute();
}

/** Writes summaries, and what they change by week and by day, in one statement, which is the same however many there are. */
export async function writeGroups(
  trx: StoreTransaction,
  project_id: string,
  summaries: readonly GroupSummary[],
  { weeks, days }: { weeks: readonly WeekChange[]; days: readonly DayChange[] },
): Promise<void> {
  await sql`
    with weeks as (${addingWeeks(project_id, weeks)}),
    days as (${addingDays(project_id, days)})
    insert into model_groups (
      project_id, model_name, versions, model_size, tallies, facets, services,
      latest_version, latest_create_at, earliest_create_at, smallest_size, largest_size, newest, newest_free, free,
      is_kept_out
    )
    select
      ${project_id}, model_name, versions, model_size, tallies, facets, services,
      latest_version, latest_create_at, earliest_create_at, smallest_size, largest_size, newest, newest_free, free,
      is_kept_out
    from jsonb_to_recordset(${JSON.stringify(summaries)}::jsonb) as summaries (
      model_name text, versions integer, model_size bigint, tallies jsonb, facets text[], services integer,
      latest_version text, latest_create_at bigint, earliest_create_at bigint,
      smallest_size bigint, largest_size bigint,
      newest integer[], newest_free jsonb, free jsonb, is_kept_out boolean
    )
    on conflict (project_id, model_name) do update set ${OVER_SUMMARY}
    ${PREPARED}
  `.execute(trx);
}
