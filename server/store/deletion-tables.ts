import type { ColumnType, Generated, RawBuilder } from 'kysely';
import type { ReceiptRule } from '../../core/console-api/deletions/receipt.ts';
import type { Run, RunIntervention, RunPhase, RunQuestion } from '../../core/console-api/deletions/runs.ts';
import type { Ending, Reason } from '../../core/deletion/run.ts';
import type { Json } from './column-types.ts';

/** The tables of deletions, their calls and their runs. Times are ms since the epoch, sizes bytes. */
export interface DeletionTables {
  deletions: {
    project_id: string;
    deletion_id: string;
    source: 'console' | 'api';
    user_id: string;
    user_name: string;
    created_at: number;
    ended_at: number | null;
    ending: Ending | null;
    reason: Reason | null;
    /** When the run was last heard of. */
    seen_at: number;
    /** When it is to be looked into (server/receipts/verification/next-verification.ts), in ms since the epoch; null when nothing is open. */
    look_at: number | null;
    plan: Json<unknown>;
    checks: ColumnType<unknown, string | undefined, string>;
    /** For the list of deletions only; made anew from the receipt whenever a call or a check is written. */
    model_names: Json<string[]>;
    search_text: string;
    planned: number;
    counts: Json<Record<string, number>>;
    /** How many versions were refused with each code, and the bytes of those deleted; null where not summed up yet. */
    refusals: ColumnType<Record<string, number> | null, string | undefined, string | null>;
    freed: ColumnType<number | null, number | undefined, number>;
    /** The ids of versions that were refused as a service held them, some of them; null where none was, or nobody noted it. */
    held: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
    unexpected: number;
    result: string;
    /** What of it is in the log of activities (server/receipts/tell-outcomes.ts); null while nothing is. */
    told: ColumnType<string | null, string | null | undefined, string | null>;
    /** The rule that led to it, as it was then. */
    rule: ColumnType<ReceiptRule | null, string | null | undefined, never>;
  };
  deletion_calls: {
    project_id: string;
    deletion_id: string;
    call_number: number;
    call: Json<unknown>;
    sent_at: number;
    answered_at: number | null;
    status: number | null;
    body: Generated<string>;
    problem: string | null;
    request_id: string | null;
    /** Of its target; null where nobody noted it. */
    model_name: ColumnType<string | null, string | undefined, never>;
  };
  /** What gateways carry out; a run that its client carries out has no row here (server/runs). */
  runs: {
    project_id: string;
    deletion_id: string;
    phase: RunPhase;
    /** When it is to begin; null when it has, or may at once. */
    starts_at: number | null;
    /** In whose name it asks the registry. */
    user_id: string;
    user_name: string;
    /** What it asks a remote registry with: as it was with this token, which may have ended since. */
    token_hash: string | null;
    sealed_login: string | null;
    /** Who carries it out: a fencing token, without which nothing is sent for it. */
    runner: string | null;
    question: ColumnType<RunQuestion | null, string | null | undefined, string | null>;
    /** What somebody said to the question: to go on without these versions. */
    decision: ColumnType<RunQuestion | null, string | null | undefined, string | null>;
    waiting: ColumnType<Run['waiting'], string | null | undefined, string | null>;
    is_stopping: Generated<boolean>;
    interventions: ColumnType<RunIntervention[], string | undefined, string | RawBuilder<string>>;
  };
}
