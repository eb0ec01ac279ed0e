import type { Database } from '../store/schema.ts';

/** Every table, those that others refer to first: the order in which rows are put back. */
const TABLES = {
  accounts: true,
  projects: true,
  users: true,
  memberships: true,
  tokens: true,
  access_keys: true,
  sessions: true,
  sign_in_tries: true,
  sealing_secret: true,
  registry_kind: true,
  models: true,
  model_groups: true,
  project_totals: true,
  name_weeks: true,
  created_totals: true,
  free_days: true,
  free_totals: true,
  mirrors: true,
  services: true,
  service_models: true,
  deletions: true,
  deletion_calls: true,
  runs: true,
  project_settings: true,
  activities: true,
  activity_feeds: true,
  webhooks: true,
  webhook_messages: true,
  webhook_tries: true,
  protections: true,
  exclusions: true,
  rules: true,
  dry_runs: true,
  dry_run_names: true,
  rule_schedules: true,
  scheduled_runs: true,
} satisfies Record<keyof Database, true>;

export const TABLE_NAMES: readonly string[] = Object.keys(TABLES);

/** Where Kysely notes the migrations that ran. */
export const MIGRATION_TABLES: readonly string[] = ['kysely_migration', 'kysely_migration_lock'];
