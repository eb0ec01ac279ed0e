import type { Transaction } from 'kysely';
import type { Database } from '../../store/schema.ts';

/** The names of the models of which a service holds a version. */
export async function namesHeld(
  trx: Transaction<Database>,
  project_id: string,
  service_id: string,
): Promise<string[]> {
  const held = await trx
    .selectFrom('models')
    .innerJoin('service_models', (join) =>
      join
        .onRef('service_models.project_id', '=', 'models.project_id')
        .onRef('service_models.model_id', '=', 'models.model_id'),
    )
    .select('model_name')
    .distinct()
    .where('service_models.project_id', '=', project_id)
    .where('service_models.service_id', '=', service_id)
    .execute();
  return held.map((model) => model.model_name);
}
