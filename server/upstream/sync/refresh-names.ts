import { normalId } from '../../../core/contract/id.ts';
import type { Store } from '../../store/schema.ts';
import { invalidatedSince, lockSyncState } from './lease.ts';
import type { RemoteRegistry } from './remote-registry.ts';
import { writeModels } from './rows/write-models.ts';
import type { SeenChanges } from './seen-changes.ts';

/** The copy of a project, the registry that it is of, and what is told what came and went there. */
export type RefreshedCopy = {
  store: Store;
  project_id: string;
  registry: RemoteRegistry;
  seen: SeenChanges;
};

/** Names whose lists are held in memory at a time. */
const BATCH = 8;

/**
 * Brings the copy in step with the remote registry for exactly these names, by a list of each. A name that is invalidated
 * meanwhile is left to whoever refreshes it after that.
 *
 * @throws as `RemoteRegistry` does.
 */
export async function refreshNames(copy: RefreshedCopy, names: readonly string[]): Promise<void> {
  for (let start = 0; start < names.length; start += BATCH) {
    const batch = names.slice(start, start + BATCH);
    await Promise.all(batch.map((name) => refreshName(copy, name)));
  }
}

async function refreshName(
  { store, project_id, registry, seen }: RefreshedCopy,
  model_name: string,
): Promise<void> {
  const before = await store
    .selectFrom('mirrors')
    .where('project_id', '=', project_id)
    .select('touches as version')
    .executeTakeFirst();
  if (!before) return;
  const list = await registry.versionsOf(model_name);
  const unlisted = await findUnlisted(store, project_id, model_name, [list]);
  // Several pages can pass a row over; the same one twice is not to be expected.
  const lists =
    unlisted.length > 0 && list.pages > 1 ? [list, await registry.versionsOf(model_name)] : [list];
  await store.transaction().execute(async (trx) => {
    const state = await lockSyncState(trx, project_id);
    if (!state || invalidatedSince(state.invalidatedNames, before.version).has(model_name)) return;
    const removed = await findUnlisted(trx, project_id, model_name, lists);
    const models = lists.at(-1)?.rows.flatMap((row) => ('read' in row ? [row.read] : [])) ?? [];
    await writeModels(trx, project_id, { models, removed, seen });
  });
}

type List = Awaited<ReturnType<RemoteRegistry['versionsOf']>>;

/** What the copy has of a name that no list of it shows; nothing unless they show everything there is. */
async function findUnlisted(
  store: Store,
  project_id: string,
  model_name: string,
  lists: readonly List[],
): Promise<string[]> {
  const rows = lists.flatMap((list) => list.rows);
  // A row of which nobody knows whose it is may be any that is missing.
  if (rows.some(({ id }) => id === undefined) || lists.some(({ isWhole }) => !isWhole)) return [];
  const listed = new Set(rows.map(({ key }) => key));
  const stored = await store
    .selectFrom('models')
    .select('model_id')
    .where('project_id', '=', project_id)
    .where('model_name', '=', model_name)
    .execute();
  return stored.flatMap(({ model_id }) => (listed.has(normalId(model_id)) ? [] : model_id));
}
