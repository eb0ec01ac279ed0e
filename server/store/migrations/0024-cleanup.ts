import { type Kysely, sql } from 'kysely';

/**
 * What can go: which versions are the newest of their names and which are copies, sums of those that nothing holds, and what
 * somebody left out of suggestions.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** As server/registry/free has them. */
const IS_RANKED = `models.model_version ~ '^([0-9]|[1-9][0-9])([.]([0-9]|[1-9][0-9])){2}$'`;
const HAS_SOURCE = `(models.model_size > 0 and coalesce(jsonb_typeof(models.detail -> 'source_location'), '') = 'string'
    and models.detail ->> 'source_location' <> '')`;
const SOURCE = `md5(models.detail ->> 'source_location')`;
const IS_FAILED = `models.model_status in ('failed', 'building_failed')`;

const NO_SUM = `{"versions": 0, "model_size": 0, "unsized": 0}`;
const NOTHING_FREE = `{"all": ${NO_SUM}, "ranked": ${NO_SUM}, "copies": ${NO_SUM}, "incomparable": 0}`;

function sumWhere(condition: string): string {
  return `jsonb_build_object(
    'versions', count(*) filter (where ${condition}),
    'model_size', coalesce(sum(model_size) filter (where ${condition}), 0),
    'unsized', count(*) filter (where ${condition} and model_size = 0)
  )`;
}

const STATEMENTS = [
  `alter table models add column is_copy boolean not null default false`,
  `update models set is_copy = true
   from (
     select project_id, model_id, row_number() over (
       partition by project_id, model_name, model_size, ${SOURCE}
       order by version_rank desc, create_at desc, model_id collate "C" desc
     ) as place
     from models where ${HAS_SOURCE}
   ) as compared
   where models.project_id = compared.project_id and models.model_id = compared.model_id and place > 1`,
  `create index models_by_size on models (project_id, model_size, model_id)`,
  `create index models_of_name_by_version on models (project_id, model_name, version_rank) where ${IS_RANKED}`,
  `create index models_of_source on models (project_id, model_name, model_size, ${SOURCE}, is_copy, version_rank)
     where ${HAS_SOURCE}`,
  `create index models_failed_by_size on models (project_id, model_size, model_id) where ${IS_FAILED}`,
  `create index models_failed_by_age on models (project_id, create_at, model_id) where ${IS_FAILED}`,
  `create index models_copied_by_size on models (project_id, model_size, model_id) where is_copy`,
  `create index models_copied_by_age on models (project_id, create_at, model_id) where is_copy`,

  `alter table model_groups
     add column newest integer[] not null default '{}',
     add column newest_free jsonb not null default '[]',
     add column free jsonb not null default '${NOTHING_FREE}'`,
  `create temporary table what_is_free on commit drop as
     select models.project_id, model_name, model_size, version_rank, is_copy,
       used.model_id is null and subscription_id is null as is_free,
       ${IS_RANKED} as is_ranked, ${HAS_SOURCE} as has_source, ${IS_FAILED} as is_failed,
       -- Days since 1 January 1970, UTC.
       case when create_at > 0 then least(create_at / 86400000, 699999) else -1 end::integer as day
     from models
       left join (select distinct project_id, model_id from service_models) as used using (project_id, model_id)`,
  `update model_groups set
     newest = coalesce(newest_of_names.newest, '{}'),
     newest_free = coalesce(newest_of_names.newest_free, '[]'),
     free = free_of_names.free
   from (
     select project_id, model_name, jsonb_build_object(
       'all', ${sumWhere('is_free')},
       'ranked', ${sumWhere('is_free and is_ranked')},
       'copies', ${sumWhere('is_free and is_copy')},
       'incomparable', count(*) filter (where is_free and not has_source)
     ) as free
     from what_is_free group by project_id, model_name
   ) as free_of_names
   left join (
     select project_id, model_name, array_agg(version_rank order by version_rank desc) as newest,
       jsonb_agg(case when is_free then model_size end order by version_rank desc) as newest_free
     from (
       select *, row_number() over (partition by project_id, model_name order by version_rank desc) as place
       from what_is_free where is_ranked
     ) as ranked
     where place <= 51
     group by project_id, model_name
   ) as newest_of_names using (project_id, model_name)
   where model_groups.project_id = free_of_names.project_id and model_groups.model_name = free_of_names.model_name`,

  `create table free_days (
     project_id text not null references projects,
     model_name text collate "C" not null,
     day integer not null,
     is_failed boolean not null,
     versions integer not null,
     model_size bigint not null,
     unsized integer not null,
     primary key (project_id, model_name, day, is_failed)
   )`,
  `insert into free_days
     select project_id, model_name, day, is_failed, count(*), sum(model_size), count(*) filter (where model_size = 0)
     from what_is_free where is_free group by 1, 2, 3, 4`,
  `create table free_totals (
     project_id text not null references projects,
     kind text collate "C" not null,
     span smallint not null,
     at integer not null,
     versions integer not null,
     model_size bigint not null,
     unsized integer not null,
     primary key (project_id, kind, span, at)
   )`,
  `insert into free_totals
     select project_id, kind, span, case when day < 0 then day else day - day % span end,
       sum(versions), sum(model_size), sum(unsized)
     from free_days, unnest(array[1, 64]) as span, unnest(array['free', 'failed']) as kind
     where (kind = 'free' or is_failed) and (day >= 0 or span = 1)
     group by 1, 2, 3, 4`,
  `insert into free_totals
     select project_id, 'place', 1, case when not is_ranked then 0 else least(place, 51) end,
       count(*), sum(model_size), count(*) filter (where model_size = 0)
     from (
       select *, row_number() over (partition by project_id, model_name, is_ranked order by version_rank desc) as place
       from what_is_free
     ) as placed
     where is_free group by 1, 4`,
  `insert into free_totals
     select project_id, 'copy', 1, 0, count(*), sum(model_size), count(*) filter (where model_size = 0)
     from what_is_free where is_free and is_copy group by 1`,
  `insert into free_totals
     select project_id, 'copy', 1, -1, count(*), 0, 0
     from what_is_free where is_free and not has_source group by 1`,
  `insert into free_totals
     select project_id, 'idle', span, case when day < 0 then day else day - day % span end,
       sum((free -> 'all' ->> 'versions')::bigint), sum((free -> 'all' ->> 'model_size')::bigint),
       sum((free -> 'all' ->> 'unsized')::bigint)
     from (
       select *, case when earliest_create_at > 0 then least(latest_create_at / 86400000, 699999) else -1 end::integer as day
       from model_groups where services = 0 and (free -> 'all' ->> 'versions')::bigint > 0
     ) as idle, unnest(array[1, 64]) as span
     where day >= 0 or span = 1
     group by 1, 3, 4`,
  `drop table what_is_free`,

  `create table exclusions (
    project_id text not null references projects on delete cascade,
    model_name text collate "C" not null,
    model_id text not null,
    model_version text not null,
    note text not null,
    user_id text not null,
    user_name text not null,
    created_at bigint not null,
    primary key (project_id, model_name, model_id)
  )`,
];
