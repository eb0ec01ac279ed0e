import { type Kysely, sql } from 'kysely';

/**
 * What the filters of the list by size and by owner are answered from: the sizes that the versions of a name are between, and
 * tallies and totals by owner.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table model_groups
     add column smallest_size bigint not null default 0,
     add column largest_size bigint not null default 0`,
  `update model_groups set
     smallest_size = summed.smallest, largest_size = summed.largest, tallies = model_groups.tallies || summed.owned,
     facets = array(
       select facet from unnest(model_groups.facets || summed.owners) as facet order by facet collate "C"
     )
   from (
     select project_id, model_name,
       coalesce(min(smallest), 0) as smallest, coalesce(max(largest), 0) as largest,
       coalesce(array_agg('owner:' || owner) filter (where owner <> ''), '{}') as owners,
       coalesce(
         jsonb_object_agg('owner:' || owner, jsonb_build_object('versions', versions, 'model_size', model_size))
           filter (where owner <> ''),
         '{}'
       ) as owned
     from (
       select project_id, model_name, owner, count(*) as versions, sum(model_size) as model_size,
         min(model_size) filter (where model_size > 0) as smallest,
         max(model_size) filter (where model_size > 0) as largest
       from models group by project_id, model_name, owner
     ) as by_owner
     group by project_id, model_name
   ) as summed
   where model_groups.project_id = summed.project_id and model_groups.model_name = summed.model_name`,
  `insert into project_totals (project_id, facet, names, versions, model_size)
     select project_id, 'owner:' || owner, count(distinct model_name), count(*), sum(model_size)
     from models where owner <> '' group by project_id, owner`,
  `create index model_groups_by_largest on model_groups (project_id, largest_size, model_name)`,
  `create index model_groups_by_smallest on model_groups (project_id, smallest_size, model_name)`,
  // Names are compared as those of models are, or no index serves the two together.
  `alter table protections alter column model_name type text collate "C"`,
  // With the sizes, so that the bytes of an age are summed up without a look at each version.
  `drop index models_of_name_by_age`,
  `create index models_of_name_by_age on models (project_id, model_name, create_at, model_id) include (model_size)`,
  // Versions of another form than the contract's, which have no place among the newest: hardly any.
  `create index models_unranked on models (project_id, model_name)
     where not (model_version ~ '^([0-9]|[1-9][0-9])([.]([0-9]|[1-9][0-9])){2}$')`,
  `create index models_of_name_by_size on models (project_id, model_name, model_size)`,
];
