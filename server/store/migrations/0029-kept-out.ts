import { type Kysely, sql } from 'kysely';

/**
 * What is protected or excluded does not count as free. It is marked on versions and names as it is counted; what was
 * protected or excluded before is counted when suggestions are first asked for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table models add column is_kept_out boolean not null default false`,
  `alter table model_groups add column is_kept_out boolean not null default false`,
  `alter table protections add column is_counted boolean not null default false`,
  `alter table exclusions add column is_counted boolean not null default false`,
  `create index protections_to_count on protections (project_id) where not is_counted`,
  `create index protections_to_end on protections (project_id, until) where is_counted and until is not null`,
  `create index exclusions_to_count on exclusions (project_id) where not is_counted`,
  // How many there are is read from these alone.
  `create index protections_of_names on protections (project_id) where is_counted and model_id = ''`,
  `create index protections_of_versions on protections (project_id) where is_counted and model_id <> ''`,
  `create index exclusions_of_names on exclusions (project_id) where is_counted and model_id = ''`,
  `create index exclusions_of_versions on exclusions (project_id) where is_counted and model_id <> ''`,
  `create index exclusions_by_id on exclusions (project_id, model_id) where model_id <> ''`,
];
