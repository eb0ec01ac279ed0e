import { PREPARED } from '../../store/prepared.ts';
import type { StoreTransaction } from '../../store/schema.ts';
import { weekChangesOf } from './created-weeks.ts';
import { type CountedModel, type GroupSummary, withAdded, withRemoved } from './group-summary.ts';
import { lockGroups } from './lock-groups.ts';
import { writeWeeks } from './name-weeks.ts';
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
  await writeGroups(trx, after);
  await writeWeeks(trx, project_id, weeks);
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
  else {
    await writeGroups(trx, [after]);
    await writeWeeks(trx, before.project_id, weeks);
  }
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

async function writeGroups(trx: StoreTransaction, summaries: readonly GroupSummary[]): Promise<void> {
  const rows = summaries.map((summary) => ({ ...summary, tallies: JSON.stringify(summary.tallies) }));
  await trx
    .insertInto('model_groups')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'model_name']).doUpdateSet(({ ref }) => ({
        versions: ref('excluded.versions'),
        model_size: ref('excluded.model_size'),
        tallies: ref('excluded.tallies'),
        facets: ref('excluded.facets'),
        latest_version: ref('excluded.latest_version'),
        latest_create_at: ref('excluded.latest_create_at'),
        earliest_create_at: ref('excluded.earliest_create_at'),
      })),
    )
    .execute();
}
