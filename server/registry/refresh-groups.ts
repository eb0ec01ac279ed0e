import { sql } from 'kysely';
import type { StoreTransaction } from '../store/schema.ts';

/**
 * Makes the summaries of these names true again, in the transaction that changed their models or services. A name
 * without models has no summary.
 */
export async function refreshGroups(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const list = sql`array[${sql.join(names)}]::text[]`;
  await sql`
    delete from model_groups
    where project_id = ${project_id} and model_name = any (${list})
  `.execute(trx);
  await sql`
    insert into model_groups (
      project_id, model_name, versions, model_size, statuses, model_types, services, latest_version, latest_create_at
    )
    select
      ${project_id}, model_name, count(*), sum(model_size),
      jsonb_build_object(
        'published', count(*) filter (where model_status = 'published'),
        'publishing', count(*) filter (where model_status = 'publishing'),
        'building', count(*) filter (where model_status = 'building'),
        'building_failed', count(*) filter (where model_status = 'building_failed'),
        'failed', count(*) filter (where model_status = 'failed')
      ),
      jsonb_agg(distinct model_type),
      (
        select count(distinct used.service_id)
        from service_models used join models of_name using (project_id, model_id)
        where of_name.project_id = ${project_id} and of_name.model_name = models.model_name
      ),
      (array_agg(model_version order by create_at desc, version_rank desc))[1],
      max(create_at)
    from models
    where project_id = ${project_id} and model_name = any (${list})
    group by model_name
  `.execute(trx);
}
