import { type Kysely, sql } from 'kysely';

/**
 * What each service holds, kept and not counted when it is asked for, so that services are sorted by it; and indexes of
 * the orders that services and their models are listed in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table services
    add column held_versions integer not null default 0,
    add column held_bytes bigint not null default 0`,
  `update services set held_versions = held.versions, held_bytes = held.bytes
   from (
     select project_id, service_id, count(*) as versions, sum(model_size) as bytes
     from service_models join models using (project_id, model_id)
     group by project_id, service_id
   ) as held
   where services.project_id = held.project_id and services.service_id = held.service_id`,
  `create index services_by_bytes on services (project_id, held_bytes, service_id)`,
  `create index services_by_versions on services (project_id, held_versions, service_id)`,
  `create index services_by_publishing on services (project_id, publish_at, service_id)`,
  `create index services_by_status on services (project_id, status, held_bytes, service_id)`,
  `create index services_by_owner on services (project_id, owner, held_bytes, service_id)`,
  `create index service_models_by_weight on service_models (project_id, service_id, weight, model_id)`,
];
