import { type Kysely, sql } from 'kysely';

/**
 * What the overview shows: how many versions and bytes were created in each week, by name and in all, and receipts that are
 * found without looking through all of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table name_weeks (
     project_id text not null references projects,
     model_name text collate "C" not null,
     week integer not null,
     model_type text not null,
     is_used boolean not null,
     versions integer not null,
     model_size bigint not null,
     primary key (project_id, model_name, week, model_type, is_used)
   )`,
  // Weeks since Monday, 5 January 1970, UTC, which began at 345,600,000 ms; a week has 604,800,000.
  `insert into name_weeks
     select project_id, model_name, week, model_type, is_used, count(*), sum(model_size)
     from (
       select models.*, used.model_id is not null as is_used,
         least(greatest(floor((create_at - 345600000) / 604800000.0), 0), 99999)::integer as week
       from models
         left join (select distinct project_id, model_id from service_models) as used using (project_id, model_id)
     ) as versions_with_use
     group by project_id, model_name, week, model_type, is_used`,
  `create table created_totals (
     project_id text not null references projects,
     span smallint not null,
     facet text collate "C" not null,
     week integer not null,
     versions integer not null,
     model_size bigint not null,
     primary key (project_id, span, facet, week)
   )`,
  `insert into created_totals
     select project_id, span, facet, week - week % span, sum(versions), sum(model_size)
     from name_weeks, unnest(array[1, 8, 64]) as span,
       unnest(array['type:' || model_type, 'in_use:' || case when is_used then 'yes' else 'no' end]) as facet
     group by 1, 2, 3, 4`,
  `alter table deletions add column held text[]`,
  `create index deletions_freeing on deletions (project_id, created_at) include (freed) where result in ('all', 'some')`,
  `create index deletions_open on deletions (project_id, created_at) where result = 'open'`,
  `create index deletions_held on deletions (project_id, created_at) where held is not null`,
];
