import { normalId } from '../../../../core/contract/id.ts';
import { refreshGroups } from '../../../registry/groups/refresh-groups.ts';
import { refreshNames } from '../refresh-names.ts';
import type { SyncRun } from '../sync-run.ts';
import { type Pass, secondPass } from './read-models.ts';
import { removeModels } from './remove-models.ts';

/** Names that a run asks for one by one, at most. */
const MAX_ASKED = 100;

/** Versions that are looked through at a time. */
const READ_BATCH = 10_000;

/** Versions that are removed in one transaction. */
const REMOVE_BATCH = 1_000;

type Version = { model_id: string; model_name: string };

/**
 * Removes what the pages did not show. That is no proof by itself: a deletion and a creation between two pages move a row
 * past the reader, and leave the count as it was. So a few names are asked for one by one; many versions go when a second
 * pass over all pages misses them too.
 *
 * @returns how many versions a second pass removed.
 * @throws as `RemoteRegistry` does, and LeaseLost.
 */
export async function removeUnlisted(run: SyncRun, pass: Pass): Promise<number> {
  const unlisted = await findUnlisted(run, pass.seen);
  const names = [...new Set(unlisted.map(({ model_name }) => model_name))];
  const second = names.length > MAX_ASKED && pass.isWhole ? await secondPass(run) : undefined;
  if (second?.isWhole) {
    return remove(
      run,
      unlisted.filter(({ model_id }) => !second.seen.has(normalId(model_id))),
    );
  }
  await refreshNames({ ...run, project_id: run.lease.project_id }, names.slice(0, MAX_ASKED));
  return 0;
}

/** What the copy has and the pages did not show. Read in batches, by id. */
async function findUnlisted({ store, lease }: SyncRun, seen: ReadonlySet<string>): Promise<Version[]> {
  const unlisted: Version[] = [];
  for (let after = ''; ; ) {
    const rows = await store
      .selectFrom('models')
      .select(['model_id', 'model_name'])
      .where('project_id', '=', lease.project_id)
      .where('model_id', '>', after)
      .orderBy('model_id')
      .limit(READ_BATCH)
      .execute();
    unlisted.push(...rows.filter(({ model_id }) => !seen.has(normalId(model_id))));
    if (rows.length < READ_BATCH) return unlisted;
    after = rows.at(-1)?.model_id ?? '';
  }
}

async function remove(run: SyncRun, versions: readonly Version[]): Promise<number> {
  const { project_id } = run.lease;
  let removed = 0;
  for (let start = 0; start < versions.length; start += REMOVE_BATCH) {
    removed += await run.write(async (trx, invalidated) => {
      const ids = versions
        .slice(start, start + REMOVE_BATCH)
        .filter(({ model_name }) => !invalidated.has(model_name))
        .map(({ model_id }) => model_id);
      const gone = await removeModels(trx, project_id, ids);
      run.seen.versions('went', gone);
      await refreshGroups(trx, project_id, [...new Set(gone.map(({ model_name }) => model_name))]);
      return ids.length;
    });
  }
  return removed;
}
