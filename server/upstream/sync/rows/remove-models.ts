import type { StoreTransaction } from '../../../store/schema.ts';

/**
 * Takes versions out of the mirror, and leaves their names to be summed up anew. Services that used them are asked for
 * their models again.
 *
 * @returns the names that they were of.
 */
export async function removeModels(
  trx: StoreTransaction,
  project_id: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const freed = await trx
    .deleteFrom('service_models')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val([...ids]))))
    .returning('service_id')
    .execute();
  if (freed.length > 0) {
    const services = freed.map(({ service_id }) => service_id);
    await trx
      .updateTable('services')
      .set({ is_stale: true })
      .where('project_id', '=', project_id)
      .where(({ eb, val, fn }) => eb('service_id', '=', fn.any(val(services))))
      .execute();
  }
  const removed = await trx
    .deleteFrom('models')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_id', '=', fn.any(val([...ids]))))
    .returning('model_name')
    .execute();
  return [...new Set(removed.map(({ model_name }) => model_name))];
}
