import { type Kysely, sql } from 'kysely';

/** What gateways carry out: one row a deletion, and what a project has set about it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table runs (
    project_id text not null,
    deletion_id text not null,
    phase text not null,
    starts_at bigint,
    user_id text not null,
    user_name text not null,
    token_hash text,
    sealed_login text,
    runner text,
    question jsonb,
    decision jsonb,
    waiting jsonb,
    is_stopping boolean not null default false,
    interventions jsonb not null default '[]',
    primary key (project_id, deletion_id),
    foreign key (project_id, deletion_id) references deletions on delete cascade
  )`,
  `create index runs_open on runs (project_id, phase) where phase <> 'over'`,
  `create index runs_by_user on runs (user_id) where phase <> 'over'`,
  `create index runs_by_token on runs (token_hash) where token_hash is not null`,
  `create table project_settings (
    project_id text primary key references projects on delete cascade,
    grace_periods jsonb not null
  )`,
  // The name of a call's target: at most one call of runs is under way for a name.
  `alter table deletion_calls add column model_name text`,
  `create index deletion_calls_under_way on deletion_calls (project_id, model_name) where answered_at is null`,
];
