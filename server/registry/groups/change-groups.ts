import { sql } from 'kysely';
import { PREPARED } from '../../store/prepared.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { type WeekChange, weekChangesOf } from './created-weeks.ts';
import { type CountedModel, type GroupSummary, withAdded, withRemoved } from './group-summary.ts';
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
  added: readonly CountedModel[],
  { insert, lock = lockGroups }: { insert: () => Promise<unknown>; lock?: typeof lockGroups },
): Promise<void> {
  const byName = Map.groupBy(added, (model) => model.model_name);
  const before = await lock(trx, project_id, [...byName.keys()]);
  await insert();
  const after = before.map((summary) => withAdded(summary, byName.get(summary.model_name) ?? []));
  const weeks = weekChangesOf(added, 1);
  await writeGroups(trx, project_id, after, weeks);
  await changeTotals(trx, project_id, { before, after, weeks });
}

/** Subtracts versions of one name, already deleted and used by no service, from its summary. Requires the summary's lock. */
export async function removeFromGroup(
  trx: StoreTransaction,
  before: GroupSummary,
  removed: readonly (CountedModel & { model_id: string })[],
): Promise<void> {
  if (removed.length === 0) return;
  const isEdgeGone = removed.some(
    ({ create_at }) => create_at === before.latest_create_at || create_at === before.earliest_create_at,
  );
  const isAllGone = removed.length === before.versions;
  const span = isEdgeGone && !isAllGone ? await readSpan(trx, before) : undefined;
  const after = withRemoved(before, removed, span);
  const weeks = weekChangesOf(removed, -1);
  if (isAllGone) await deleteGroup(trx, before);
  else await writeGroups(trx, before.project_id, [after], weeks);
  const deletedIds = removed.map((model) => model.model_id);
  await changeTotals(trx, before.project_id, { before: [before], after: [after], weeks, deletedIds });
}

type GroupKey = Pick<GroupSummary, 'project_id' | 'model_name'>;

async function readSpan(trx: StoreTransaction, { project_id, model_name }: GroupKey) {
  const ofName = trx
    .selectFrom('models')
    .modifyEnd(PREPARED)
    .select(['model_version', 'create_at'])
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .limit(1);
  const newest = ofName.orderBy('create_at', 'desc').orderBy('version_rank', 'desc');
  const { model_version, create_at } = await newest.executeTakeFirstOrThrow();
  const oldest = await ofName.orderBy('create_at').executeTakeFirstOrThrow();
  return {
    latest_version: model_version,
    latest_create_at: create_at,
    earliest_create_at: oldest.create_at,
  };
}

async function deleteGroup(trx: StoreTransaction, { project_id, model_name }: GroupKey): Promise<void> {
  await trx
    .with('weeks', (db) =>
      db.deleteFrom('name_weeks').where('project_id', '=', project_id).where('model_name', '=', model_name),
    )
    .deleteFrom('model_groups')
    .modifyEnd(PREPARED)
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .execute();
}

/** Writes summaries, and what they change by week, in one statement, which is the same however many there are. */
async function writeGroups(
  trx: StoreTransaction,
  project_id: string,
  summaries: readonly GroupSummary[],
  weeks: readonly WeekChange[],
): Promise<void> {
  await sql`
    with weeks as (${addingWeeks(project_id, weeks)})
    insert into model_groups (
      project_id, model_name, versions, model_size, tallies, facets, services,
      latest_version, latest_create_at, earliest_create_at
    )
    select
      ${project_id}, model_name, versions, model_size, tallies, facets, services,
      latest_version, latest_create_at, earliest_create_at
    from jsonb_to_recordset(${JSON.stringify(summaries)}::jsonb) as summaries (
      model_name text, versions integer, model_size bigint, tallies jsonb, facets text[], services integer,
      latest_version text, latest_create_at bigint, earliest_create_at bigint
    )
    on conflict (project_id, model_name) do update set
      versions = excluded.versions,
      model_size = excluded.model_size,
      tallies = excluded.tallies,
      facets = excluded.facets,
      latest_version = excluded.latest_version,
      latest_create_at = excluded.latest_create_at,
      earliest_create_at = excluded.earliest_create_at
    ${PREPARED}
  `.execute(trx);
}
