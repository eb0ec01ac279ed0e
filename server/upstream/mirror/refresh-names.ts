import type { Store } from '../../store/schema.ts';
import { holdMirror, touchedSince } from './claim.ts';
import type { RemoteRegistry } from './remote-registry.ts';
import { writeModels } from './write-models.ts';

/** Names whose lists are held in memory at a time. */
const AT_ONCE = 8;

/**
 * Makes the mirror agree with the remote registry for exactly these names, by a list of each. A name that a deletion
 * touches meanwhile is left to whoever refreshes it after that.
 */
export async function refreshNames(
  store: Store,
  project_id: string,
  registry: RemoteRegistry,
  names: readonly string[],
): Promise<void> {
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const some = names.slice(start, start + AT_ONCE);
    await Promise.all(some.map((name) => refreshName(store, project_id, registry, name)));
  }
}

async function refreshName(
  store: Store,
  project_id: string,
  registry: RemoteRegistry,
  model_name: string,
): Promise<void> {
  const mirror = () => store.selectFrom('mirrors').where('project_id', '=', project_id).select('touches');
  const before = await mirror().executeTakeFirst();
  if (!before) return;
  const rows = await registry.versionsOf(model_name);
  const listed = new Set(rows.flatMap(({ id }) => id ?? []));
  // A row of which nobody knows whose it is may be any that is missing.
  const hasStrangers = rows.some(({ id }) => id === undefined);
  await store.transaction().execute(async (trx) => {
    const held = await holdMirror(trx, project_id);
    if (!held || touchedSince(held.touched, before.touches).has(model_name)) return;
    const stored = await trx
      .selectFrom('models')
      .select('model_id')
      .where('project_id', '=', project_id)
      .where('model_name', '=', model_name)
      .execute();
    const gone = stored.flatMap(({ model_id }) => (hasStrangers || listed.has(model_id) ? [] : model_id));
    const models = rows.flatMap((row) => ('read' in row ? [row.read] : []));
    await writeModels(trx, project_id, models, () => false, gone);
  });
}
