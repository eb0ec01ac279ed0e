import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { SavedRule } from '../../core/console-api/deletions/rules.ts';
import { Rule } from '../../core/housekeeping/rule.ts';
import type { Store } from '../store/schema.ts';
import { noSuchRule } from './write-rules.ts';

/** The rules of a project by name, each with its last dry run. */
export async function listRules(store: Store, project_id: string): Promise<SavedRule[]> {
  return (await ruleRows(store, project_id).orderBy('rules.name').execute()).map(toSavedRule);
}

/** @throws ApiError 0006 (not found) where there is no such rule. */
export async function readRule(store: Store, project_id: string, rule_id: string): Promise<SavedRule> {
  const row = await ruleRows(store, project_id).where('rules.rule_id', '=', rule_id).executeTakeFirst();
  if (!row) throw noSuchRule();
  return toSavedRule(row);
}

/** As many of the times at which a rule was asked are told with it. */
const TOLD_RUNS = 5;

function ruleRows(store: Store, project_id: string) {
  return store
    .selectFrom('rules')
    .select(['rules.rule_id', 'rules.rule', 'rules.created_at', 'rules.created_by'])
    .select(['rules.changed_at', 'rules.changed_by'])
    .select((row) =>
      jsonObjectFrom(
        row
          .selectFrom('dry_runs')
          .select(['dry_runs.dry_run_id', 'dry_runs.made_at', 'dry_runs.sums'])
          .whereRef('dry_runs.project_id', '=', 'rules.project_id')
          .whereRef('dry_runs.rule_id', '=', 'rules.rule_id')
          .where('dry_runs.sums', 'is not', null)
          .orderBy('dry_runs.made_at', 'desc')
          .limit(1),
      ).as('last_dry_run'),
    )
    .select((row) =>
      jsonObjectFrom(
        row
          .selectFrom('rule_schedules')
          .select(['next_at as at', 'user_name as operator'])
          .whereRef('rule_schedules.project_id', '=', 'rules.project_id')
          .whereRef('rule_schedules.rule_id', '=', 'rules.rule_id'),
      ).as('next_run'),
    )
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('scheduled_runs')
          .select(['scheduled_run_id', 'due_at', 'began_at', 'state', 'dry_run_id'])
          .select(['versions', 'bytes', 'why', 'decided', 'deletion_id'])
          .whereRef('scheduled_runs.project_id', '=', 'rules.project_id')
          .whereRef('scheduled_runs.rule_id', '=', 'rules.rule_id')
          .orderBy((one) => one('state', '=', 'waiting'), 'desc')
          .orderBy('began_at', 'desc')
          .limit(TOLD_RUNS),
      ).as('scheduled_runs'),
    )
    .where('rules.project_id', '=', project_id);
}

type RuleRow = Awaited<ReturnType<ReturnType<typeof ruleRows>['execute']>>[number];

function toSavedRule({ rule, last_dry_run, ...row }: RuleRow): SavedRule {
  const last = last_dry_run?.sums ? { ...last_dry_run, sums: last_dry_run.sums } : null;
  const scheduled_runs = row.scheduled_runs.toSorted((a, b) => b.began_at - a.began_at);
  return { ...row, rule: inOrder(rule), last_dry_run: last, scheduled_runs };
}

/** A rule in the order of its schema: the database keeps none. */
export function inOrder(rule: Rule): Rule {
  return Rule.parse(rule);
}
