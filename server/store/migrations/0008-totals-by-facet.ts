import { type Kysely, sql } from 'kysely';

/** A project's totals are also kept by facet, so that a filtered list is counted without looking at its names. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table project_totals drop constraint project_totals_pkey`,
  `alter table project_totals add column facet text collate "C" not null default ''`,
  `alter table project_totals alter column facet drop default`,
  `alter table project_totals add primary key (project_id, facet)`,
  `insert into project_totals (project_id, facet, names, versions, model_size)
     select project_id, facet, count(*), sum((tally ->> 'versions')::bigint), sum((tally ->> 'model_size')::bigint)
     from model_groups, jsonb_each(tallies) as tallied (facet, tally)
     group by project_id, facet`,
];
