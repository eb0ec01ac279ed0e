import { normalId } from '../../../../core/contract/id.ts';
import { refreshGroups } from '../../../registry/groups/refresh-groups.ts';
import { refreshNames } from '../refresh-names.ts';
import type { SyncRun } from '../sync-run.ts';
import { type Pass, secondPass } from './read-models.ts';
import { removeModels } from './remove-models.ts';

/** Names that a reading asks for one by one. */
const MAX_ASKED = 100;

/** Versions that are removed in one transaction. */
const BATCH = 1_000;

type Version = { model_id: string; model_name: string };

/**
 * Removes what the pages did not show. That is no proof by itself: a deletion and a creation between two pages move a row
 * past the reader, and leave the count as it was. So a few names are asked for one by one; many versions go when a second
 * look at all pages misses them too.
 */
export async function removeUnlisted(reading: SyncRun, pass: Pass): Promise<void> {
  const missing = await findUnlisted(reading, pass.seen);
  const names = [...new Set(missing.map(({ model_name }) => model_name))];
  const again = names.length > MAX_ASKED && pass.isWhole ? await secondPass(reading) : undefined;
  if (again?.isWhole) {
    await remove(
      reading,
      missing.filter(({ model_id }) => !again.seen.has(normalId(model_id))),
    );
  } else {
    const { store, lease, registry } = reading;
    await refreshNames(store, lease.project_id, registry, names.slice(0, MAX_ASKED));
  }
}

/** What the mirror has and the pages did not show. Read in parts, by id. */
async function findUnlisted({ store, lease }: SyncRun, seen: ReadonlySet<string>): Promise<Version[]> {
  const missing: Version[] = [];
  const part = 10_000;
  for (let after = ''; ; ) {
    const rows = await store
      .selectFrom('models')
      .select(['model_id', 'model_name'])
      .where('project_id', '=', lease.project_id)
      .where('model_id', '>', after)
      .orderBy('model_id')
      .limit(part)
      .execute();
    missing.push(...rows.filter(({ model_id }) => !seen.has(normalId(model_id))));
    if (rows.length < part) return missing;
    after = rows.at(-1)?.model_id ?? '';
  }
}

async function remove(reading: SyncRun, versions: readonly Version[]): Promise<void> {
  const { project_id } = reading.lease;
  for (let start = 0; start < versions.length; start += BATCH) {
    await reading.write(async (trx, touched) => {
      const ids = versions
        .slice(start, start + BATCH)
        .filter(({ model_name }) => !touched.has(model_name))
        .map(({ model_id }) => model_id);
      await refreshGroups(trx, project_id, await removeModels(trx, project_id, ids));
      reading.written += ids.length;
    });
  }
}
