import { sql } from 'kysely';
import type { StoreTransaction } from '../store/schema.ts';

/**
 * Makes the summaries of these names true again, in the transaction that changed their models or services. A name
 * without models has no summary. Changes to one name at the same time take turns from here to their commit.
 */
export async function refreshGroups(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  await lockGroups(trx, project_id, names);
  await sumUp(trx, project_id, names);
  await trx
    .deleteFrom('model_groups')
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_name', '=', fn.any(val([...names]))))
    .where('versions', '=', 0)
    .execute();
}

/**
 * Locks the summary of each name, which is made if need be: the sums are then taken by a later statement, which
 * sees what the transactions before this one committed. Sorted, so that no two wait for each other.
 */
async function lockGroups(
  trx: StoreTransaction,
  project_id: string,
  names: readonly string[],
): Promise<void> {
  await sql`
    insert into model_groups (
      project_id, model_name, versions, model_size, statuses, model_types, services, latest_version, latest_create_at
    )
    select ${project_id}, model_name, 0, 0, '{}', '[]', 0, '', 0
    from unnest(${[...names]}::text[]) as model_name
    order by model_name collate "C"
    on conflict (project_id, model_name) do update set versions = 0
  `.execute(trx);
}

async function sumUp(trx: StoreTransaction, project_id: string, names: readonly string[]): Promise<void> {
  await sql`
    update model_groups set
      versions = fresh.versions,
      model_size = fresh.model_size,
      statuses = fresh.statuses,
      model_types = fresh.model_types,
      services = (
        select count(distinct used.service_id)
        from service_models used join models of_name using (project_id, model_id)
        where of_name.project_id = ${project_id} and of_name.model_name = fresh.model_name
      ),
      latest_version = fresh.latest_version,
      latest_create_at = fresh.latest_create_at
    from (
      select
        model_name, count(*) as versions, sum(model_size) as model_size,
        jsonb_build_object(
          'published', count(*) filter (where model_status = 'published'),
          'publishing', count(*) filter (where model_status = 'publishing'),
          'building', count(*) filter (where model_status = 'building'),
          'building_failed', count(*) filter (where model_status = 'building_failed'),
          'failed', count(*) filter (where model_status = 'failed')
        ) as statuses,
        jsonb_agg(distinct model_type) as model_types,
        (array_agg(model_version order by create_at desc, version_rank desc))[1] as latest_version,
        max(create_at) as latest_create_at
      from models
      where project_id = ${project_id} and model_name = any (${[...names]}::text[])
      group by model_name
    ) as fresh
    where model_groups.project_id = ${project_id} and model_groups.model_name = fresh.model_name
  `.execute(trx);
}
