import { refreshHeld } from '../../../registry/services/refresh-held.ts';
import type { StoreTransaction } from '../../../store/schema.ts';
import type { SeenVersion } from '../seen-changes.ts';

/**
 * Removes versions from the copy; the summaries of their names are left to the caller. Services that used them become
 * stale, so that they are asked for their models again.
 *
 * @returns those that there were.
 */
export async function removeModels(
  trx: StoreTransaction,
  project_id: string,
  ids: readonly string[],
): Promise<SeenVersion[]> {
  if (ids.length === 0) return [];
  const freed = await trx
    .deleteFrom('service_models')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val([...ids]))))
    .returning('service_id')
    .execute();
  if (freed.length > 0) {
    const services = freed.map(({ service_id }) => service_id);
    await refreshHeld(trx, project_id, services);
    await trx
      .updateTable('services')
      .set({ is_stale: true })
      .where('project_id', '=', project_id)
      .where(({ eb, val, fn }) => eb('service_id', '=', fn.any(val(services))))
      .execute();
  }
  return trx
    .deleteFrom('models')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val([...ids]))))
    .returning(['model_id', 'model_name', 'model_version', 'model_size'])
    .execute();
}
