import { type Kysely, sql } from 'kysely';

/** What keeps versions, or whole names, from being deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table protections (
    project_id text not null references projects on delete cascade,
    model_name text not null,
    model_id text not null,
    model_version text not null,
    note text not null,
    user_id text not null,
    user_name text not null,
    created_at bigint not null,
    until bigint,
    primary key (project_id, model_name, model_id)
  )`,
  `create index protections_by_id on protections (project_id, model_id) where model_id <> ''`,
];
