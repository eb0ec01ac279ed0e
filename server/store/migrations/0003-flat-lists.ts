import { type Kysely, sql } from 'kysely';

/**
 * What lists and searches cost no longer grows with the registry: each name's summary has tallies by facet, each
 * project has its totals, and texts are found by their trigrams.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create extension if not exists pg_trgm`,
  `alter table model_groups
     add column tallies jsonb not null default '{}',
     add column facets text[] not null default '{}',
     add column earliest_create_at bigint not null default 0`,
  `update model_groups set
     tallies = summed.tallies, facets = summed.facets, earliest_create_at = summed.earliest
   from (
     select project_id, model_name, min(earliest) as earliest, array_agg(facet order by facet) as facets,
       jsonb_object_agg(facet, jsonb_build_object('versions', versions, 'model_size', model_size)) as tallies
     from (
       select project_id, model_name, count(*) as versions, sum(model_size) as model_size, min(create_at) as earliest,
         concat_ws(E'\\t', 'status:' || model_status, 'type:' || model_type, 'in_use:' || in_use) as facet
       from (
         select models.*, case when exists (
           select from service_models used
           where used.project_id = models.project_id and used.model_id = models.model_id
         ) then 'yes' else 'no' end as in_use
         from models
       ) as versions_with_use
       group by project_id, model_name, cube (model_status, model_type, in_use)
       having grouping(model_status, model_type, in_use) < 7
     ) as tallied
     group by project_id, model_name
   ) as summed
   where model_groups.project_id = summed.project_id and model_groups.model_name = summed.model_name`,
  `alter table model_groups drop column statuses, drop column model_types`,
  `create index model_groups_by_versions on model_groups (project_id, versions, model_name)`,
  `create index model_groups_by_size on model_groups (project_id, model_size, model_name)`,
  `create index model_groups_by_age on model_groups (project_id, latest_create_at, model_name)`,
  `create index model_groups_by_facet on model_groups using gin (facets)`,
  `create index model_groups_by_text on model_groups using gin (model_name gin_trgm_ops)`,
  `create index models_by_text on models using gin (model_version gin_trgm_ops, model_id gin_trgm_ops)`,
  `create table project_totals (
     project_id text primary key references projects,
     names integer not null,
     versions integer not null,
     model_size bigint not null
   )`,
  `insert into project_totals
     select project_id, count(*), sum(versions), sum(model_size) from model_groups group by project_id`,
];
