import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Which rule. */
export type RuleKey = { project_id: string; rule_id: string };

/** Which of the times at which a rule was asked. */
export type ScheduledRunKey = { project_id: string; scheduled_run_id: string };

/** The condition that a row is of a rule. */
export function isRule({ project_id, rule_id }: RuleKey): RawBuilder<SqlBool> {
  return sql<SqlBool>`(project_id, rule_id) = (${project_id}, ${rule_id})`;
}

/** The condition that a row is of one time of a rule. */
export function isScheduledRun({ project_id, scheduled_run_id }: ScheduledRunKey): RawBuilder<SqlBool> {
  return sql<SqlBool>`(project_id, scheduled_run_id) = (${project_id}, ${scheduled_run_id})`;
}
