import { sql } from 'kysely';
import type { StoreTransaction } from '../../store/schema.ts';

/**
 * Sums up anew what services hold, in the transaction that changed it: their uses, or the sizes of models that they use.
 * Linear in what these services hold. No deletion from the embedded registry changes it, as it refuses what is in use.
 */
export async function refreshHeld(
  trx: StoreTransaction,
  project_id: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update services set held_versions = held.versions, held_bytes = held.bytes
    from (
      select service_id, count(model_id) as versions, coalesce(sum(model_size), 0)::bigint as bytes
      from (select distinct unnest(${[...ids]}::text[]) as service_id) as asked
        left join (
          select service_id, model_id, model_size from service_models join models using (project_id, model_id)
          where project_id = ${project_id}
        ) as uses using (service_id)
      group by service_id
    ) as held
    where services.project_id = ${project_id} and services.service_id = held.service_id
  `.execute(trx);
}
