import type { ColumnType, Generated } from 'kysely';
import type { DecidedVersion, DryRun, RuleSums } from '../../core/console-api/deletions/rules.ts';
import type {
  ScheduledRun,
  ScheduledState,
  WaitingReason,
} from '../../core/console-api/deletions/scheduled-runs.ts';
import type { Rule } from '../../core/housekeeping/rule.ts';
import type { Json } from './column-types.ts';

/** The tables of rules, and of what they said. Times are ms since the epoch, sizes bytes. */
export interface RuleTables {
  rules: {
    project_id: string;
    rule_id: string;
    name: string;
    rule: Json<Rule>;
    created_at: number;
    created_by: string;
    changed_at: number;
    changed_by: string;
  };
  /** What a rule said at a time, one that was not kept included; without sums while it is under way. */
  dry_runs: {
    project_id: string;
    dry_run_id: string;
    rule_id: string | null;
    rule: Json<Rule>;
    made_at: number;
    made_by: string;
    due_at: ColumnType<number | null, number | null | undefined, number | null>;
    sums: ColumnType<RuleSums | null, string | null | undefined, string>;
    copy: ColumnType<DryRun['copy'], string | null, never>;
    before: ColumnType<DryRun['before'], string | null | undefined, string | null>;
  };
  dry_run_names: {
    project_id: string;
    dry_run_id: string;
    model_name: string;
    keeps: number;
    deletes: number;
    /** How many of those to be deleted were not in the dry run before. */
    added: number;
    bytes: number;
    versions: Json<DecidedVersion[]>;
  };
  /** The rules whose schedules are on: when each is due next, and in whose name it would delete. */
  rule_schedules: {
    project_id: string;
    rule_id: string;
    next_at: number;
    user_id: string;
    user_name: string;
  };
  /** What became of rules that were asked by their schedules; each time once. */
  scheduled_runs: {
    project_id: string;
    scheduled_run_id: string;
    rule_id: string;
    due_at: number;
    began_at: number;
    state: ScheduledState;
    /** Who is at it: a fencing token; and when they were last heard of. */
    runner: string | null;
    seen_at: number;
    dry_run_id: string | null;
    versions: Generated<number>;
    bytes: Generated<number>;
    why: WaitingReason | null;
    decided: ColumnType<ScheduledRun['decided'], string | null | undefined, string | null>;
    deletion_id: string | null;
  };
}
