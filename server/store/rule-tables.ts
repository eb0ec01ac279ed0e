import type { ColumnType } from 'kysely';
import type { DecidedVersion, DryRun, RuleSums } from '../../core/console-api/deletions/rules.ts';
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
}
