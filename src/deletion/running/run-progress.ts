import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { leftAloneBy } from '../../../core/console-api/deletions/runs.ts';
import { normalId } from '../../../core/contract/id.ts';
import { callsToGo } from '../../../core/deletion/next-call.ts';
import { type Report, readEvidence, reportLedger } from '../../../core/deletion/report.ts';

/** How far a run is, by its receipt. */
export type RunProgress = {
  /** What is known; a call that is under way has told nothing yet. */
  report: Report;
  /** The call under way or last made, from 1, and how many there will be. */
  call: number;
  of: number;
  /** How many versions are settled, and how many there are. */
  settled: number;
  versions: number;
  /** How long the calls that are still to come will take, in ms; undefined before enough were made to tell. */
  left: number | undefined;
};

/** So many calls are made before it is told how long the others will take, and so many of the last ones tell. */
const MADE_FIRST = 3;
const LAST_CALLS = 20;

/** How far a run has come that is not over. */
export function progressOf(receipt: Receipt): RunProgress {
  const { plan, checks, run } = receipt;
  const leftAlone = leftAloneBy(run?.interventions ?? []).map(({ model_id }) => normalId(model_id));
  const answered = callsAnswered(receipt);
  const ledger = readEvidence(plan, { calls: answered, checks });
  const report = reportLedger(ledger);
  const toGo = callsToGo(ledger, namesByVersion(receipt), new Set(leftAlone));
  const time = meanCallTime(receipt);
  const versions = report.rows.length;
  return {
    report,
    call: Math.max(receipt.calls.length, 1),
    of: Math.max(answered.length + toGo, plan.calls.length, receipt.calls.length),
    settled: versions - report.counts.left - report.counts.unknown,
    versions,
    left: time === undefined || answered.length < MADE_FIRST ? undefined : time * toGo,
  };
}

/** What the last calls of a receipt took, in ms each; undefined when none was answered. */
export function meanCallTime({ calls }: Pick<Receipt, 'calls'>): number | undefined {
  const took = calls
    .slice(-LAST_CALLS)
    .flatMap(({ sent_at, answered_at }) => (answered_at === null ? [] : [answered_at - sent_at]));
  return took.length === 0 ? undefined : took.reduce((sum, ms) => sum + ms, 0) / took.length;
}

/** All calls but the one that is under way. */
function callsAnswered({ calls, run }: Receipt): Receipt['calls'] {
  return run?.phase === 'running' && calls.at(-1)?.answered_at === null ? calls.slice(0, -1) : calls;
}

/** Whole names of which a version was asked for by itself: they are not cascaded any more. */
function namesByVersion({ plan, calls }: Receipt): ReadonlySet<string> {
  const names = new Map(plan.affected.map((version) => [version.model_id, version.model_name]));
  const singles = calls.filter(({ call }) => !call.cascade);
  return new Set(singles.flatMap(({ call }) => names.get(call.model_id) ?? []));
}
