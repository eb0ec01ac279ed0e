import { type Kysely, sql } from 'kysely';

/** The first schema: people, models and the services that use them, and the receipts of deletions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db);
}

const TABLES = [
  `create table accounts (
     account_id text primary key,
     name text not null unique
   )`,
  `create table projects (
     project_id text primary key,
     account_id text not null references accounts,
     name text not null,
     unique (account_id, name)
   )`,
  `create table users (
     user_id text primary key,
     account_id text not null references accounts,
     name text not null,
     password_hash text not null,
     created_at bigint not null,
     unique (account_id, name)
   )`,
  `create table memberships (
     project_id text not null references projects,
     user_id text not null references users,
     role text not null check (role in ('viewer', 'operator')),
     primary key (project_id, user_id)
   )`,
  `create index memberships_by_user on memberships (user_id)`,
  `create table tokens (
     token_hash text primary key,
     user_id text not null references users,
     project_id text references projects,
     issued_at bigint not null,
     expires_at bigint not null
   )`,
  `create index tokens_by_expiry on tokens (expires_at)`,
  `create table sessions (
     session_hash text primary key,
     sealed_token text not null,
     created_at bigint not null,
     expires_at bigint not null
   )`,
  `create index sessions_by_expiry on sessions (expires_at)`,
  `create table models (
     project_id text not null references projects,
     model_id text not null,
     model_name text collate "C" not null,
     model_version text not null,
     version_rank integer not null,
     model_type text not null,
     model_status text not null,
     model_size bigint not null,
     description text not null,
     owner text not null,
     tenant text not null,
     create_at bigint not null,
     subscription_id text,
     detail jsonb not null,
     primary key (project_id, model_id),
     unique (project_id, model_name, model_version)
   )`,
  `create index models_by_age on models (project_id, create_at, model_id)`,
  `create index models_of_name_by_age on models (project_id, model_name, create_at, model_id)`,
  `create table model_groups (
     project_id text not null references projects,
     model_name text collate "C" not null,
     versions integer not null,
     model_size bigint not null,
     statuses jsonb not null,
     model_types jsonb not null,
     services integer not null,
     latest_version text not null,
     latest_create_at bigint not null,
     primary key (project_id, model_name)
   )`,
  `create table services (
     project_id text not null references projects,
     service_id text not null,
     service_name text not null,
     infer_type text not null,
     status text not null,
     owner text not null,
     tenant text not null,
     description text not null,
     publish_at bigint not null,
     transition_at bigint not null,
     primary key (project_id, service_id),
     unique (project_id, service_name)
   )`,
  `create table service_models (
     project_id text not null,
     service_id text not null,
     model_id text not null,
     weight integer not null,
     primary key (project_id, service_id, model_id),
     foreign key (project_id, service_id) references services on delete cascade,
     foreign key (project_id, model_id) references models
   )`,
  `create index service_models_by_model on service_models (project_id, model_id)`,
  `create table deletions (
     project_id text not null references projects,
     deletion_id text not null,
     source text not null,
     user_id text not null,
     user_name text not null,
     created_at bigint not null,
     ended_at bigint,
     ending text,
     plan jsonb not null,
     verified jsonb,
     model_names jsonb not null,
     search_text text not null,
     planned integer not null,
     counts jsonb not null,
     unexpected integer not null,
     result text not null,
     primary key (project_id, deletion_id)
   )`,
  `create index deletions_by_time on deletions (project_id, created_at, deletion_id)`,
  `create table deletion_calls (
     project_id text not null,
     deletion_id text not null,
     call_number integer not null,
     call jsonb not null,
     sent_at bigint not null,
     answered_at bigint,
     status integer,
     body text not null default '',
     problem text,
     primary key (project_id, deletion_id, call_number),
     foreign key (project_id, deletion_id) references deletions
   )`,
];
