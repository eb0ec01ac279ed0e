import { type Kysely, sql } from 'kysely';

/** Rules that are asked by schedule: when each is due, what became of each time, and receipts that name their rule. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table rule_schedules (
    project_id text not null,
    rule_id text not null,
    next_at bigint not null,
    user_id text not null,
    user_name text not null,
    primary key (project_id, rule_id),
    foreign key (project_id, rule_id) references rules on delete cascade
  )`,
  `create index rule_schedules_by_time on rule_schedules (next_at)`,
  // One time of one rule is one row, whoever takes it up.
  `create table scheduled_runs (
    project_id text not null,
    scheduled_run_id text not null,
    rule_id text not null,
    due_at bigint not null,
    began_at bigint not null,
    state text not null,
    runner text,
    seen_at bigint not null,
    dry_run_id text,
    versions integer not null default 0,
    bytes bigint not null default 0,
    why text,
    decided jsonb,
    deletion_id text,
    primary key (project_id, scheduled_run_id),
    unique (project_id, rule_id, due_at),
    foreign key (project_id, rule_id) references rules on delete cascade
  )`,
  `create index scheduled_runs_under_way on scheduled_runs (seen_at) where state = 'running'`,
  `create index scheduled_runs_waiting on scheduled_runs (project_id) where state = 'waiting'`,
  `alter table dry_runs add column due_at bigint`,
  `alter table deletions add column rule jsonb`,
];
