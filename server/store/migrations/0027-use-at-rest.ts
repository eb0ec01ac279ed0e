import { type Kysely, sql } from 'kysely';

/** Of versions that services use, sums tell those whose services are all at rest from those with one that runs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const USED = `
  with used as (
    select project_id, model_id, case
      when bool_or(status not in ('stopped', 'finished', 'failed', 'deleting')) then 'running' else 'at-rest' end as use
    from service_models join services using (project_id, service_id)
    group by project_id, model_id
  ),
  versions_used as (select models.*, used.use from models join used using (project_id, model_id))
`;

const STATEMENTS = [
  `alter table name_weeks add column use text not null default 'no'`,
  `delete from name_weeks where is_used`,
  // The primary key goes with it.
  `alter table name_weeks drop column is_used`,
  `alter table name_weeks alter column use drop default`,
  `alter table name_weeks add primary key (project_id, model_name, week, model_type, use)`,
  // Weeks as in 0017.
  `insert into name_weeks (project_id, model_name, week, model_type, use, versions, model_size)
     ${USED}
     select project_id, model_name, least(greatest(floor((create_at - 345600000) / 604800000.0), 0), 99999)::integer,
       model_type, use, count(*), sum(model_size)
     from versions_used group by 1, 2, 3, 4, 5`,
  `delete from created_totals where facet = 'in_use:yes'`,
  `insert into created_totals
     select project_id, span, 'in_use:' || use, week - week % span, sum(versions), sum(model_size)
     from name_weeks, unnest(array[1, 8, 64]) as span
     where use <> 'no'
     group by 1, 2, 3, 4`,
  `with tallied as (
     ${USED}
     select project_id, model_name, count(*) as versions, sum(model_size) as model_size,
       concat_ws(E'\\t', 'status:' || model_status, 'type:' || model_type, 'in_use:' || use) as facet
     from versions_used
     group by project_id, model_name, use, cube (model_status, model_type)
   ),
   summed as (
     select project_id, model_name, array_agg(facet) as facets,
       jsonb_object_agg(facet, jsonb_build_object('versions', versions, 'model_size', model_size)) as tallies
     from tallied group by project_id, model_name
   )
   update model_groups set
     tallies = model_groups.tallies || summed.tallies,
     facets = (select array_agg(facet order by facet) from unnest(model_groups.facets || summed.facets) as facet)
   from summed
   where model_groups.project_id = summed.project_id and model_groups.model_name = summed.model_name`,
  `insert into project_totals (project_id, facet, names, versions, model_size)
     select project_id, facet, count(*), sum((tally ->> 'versions')::bigint), sum((tally ->> 'model_size')::bigint)
     from model_groups, jsonb_each(tallies) as tallied (facet, tally)
     where facet ~ 'in_use:(running|at-rest)$'
     group by project_id, facet`,
];
