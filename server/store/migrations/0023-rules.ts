import { type Kysely, sql } from 'kysely';

/** Rules of housekeeping, and what they said when somebody asked: one row a dry run, and one for each name in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table rules (
    project_id text not null references projects on delete cascade,
    rule_id text not null,
    name text not null,
    rule jsonb not null,
    created_at bigint not null,
    created_by text not null,
    changed_at bigint not null,
    changed_by text not null,
    primary key (project_id, rule_id),
    unique (project_id, name)
  )`,
  // A dry run outlives its rule.
  `create table dry_runs (
    project_id text not null references projects on delete cascade,
    dry_run_id text not null,
    rule_id text,
    rule jsonb not null,
    made_at bigint not null,
    made_by text not null,
    sums jsonb,
    copy jsonb,
    before jsonb,
    primary key (project_id, dry_run_id)
  )`,
  `create index dry_runs_by_time on dry_runs (project_id, made_at)`,
  `create index dry_runs_of_rule on dry_runs (project_id, rule_id, made_at) where sums is not null`,
  `create table dry_run_names (
    project_id text not null,
    dry_run_id text not null,
    model_name text collate "C" not null,
    keeps integer not null,
    deletes integer not null,
    added integer not null,
    bytes bigint not null,
    versions jsonb not null,
    primary key (project_id, dry_run_id, model_name),
    foreign key (project_id, dry_run_id) references dry_runs on delete cascade
  )`,
];
