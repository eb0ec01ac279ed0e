import type { ModelId } from '../contract/model.ts';
import type { Answer } from './answer.ts';
import { type Ledger, noteAnswer, noteListed, openLedger } from './ledger.ts';
import type { OutcomeName, ReportRow } from './outcome.ts';
import type { AffectedVersion, Plan } from './plan.ts';

/**
 * Which of a plan's ids the registry still listed, read when so many calls were over and none was under way, and of which
 * that could not be found out.
 */
export type ListCheck = {
  after_calls: number;
  present: readonly ModelId[];
  unsure?: readonly ModelId[] | undefined;
};

/** What was answered to a plan's calls, and what lists that were read in between and afterwards showed. */
export type Evidence = { calls: readonly Answer[]; checks: readonly ListCheck[] };

/** An id in an answer that is not in the plan. */
export type Unexpected = { model_id: ModelId; told: 'deleted' | 'refused' };

/** One row per planned version, in the plan's order; the counts add up to the plan. */
export type Report = {
  rows: readonly ReportRow[];
  counts: Record<OutcomeName, number>;
  unexpected: readonly Unexpected[];
};

/** Folds a plan and its evidence into one outcome per version. */
export function reportDeletion(plan: Plan, evidence: Evidence): Report {
  return reportLedger(readEvidence(plan, evidence));
}

/** What all the evidence together says. */
export function readEvidence(plan: Plan, { calls, checks }: Evidence): Ledger {
  const ledger = openLedger(plan);
  const noteChecksAfter = (count: number) => {
    const due = checks.filter((check) => check.after_calls === count);
    for (const { present, unsure } of due) {
      noteListed(ledger, { has: new Set(present), unsure: new Set(unsure) });
    }
  };
  noteChecksAfter(0);
  for (const [index, answer] of calls.entries()) {
    noteAnswer(ledger, answer);
    noteChecksAfter(index + 1);
  }
  return ledger;
}

/** The report of what is known so far. */
export function reportLedger(ledger: Ledger): Report {
  const counts = { failed: 0, unknown: 0, left: 0, gone: 0, deleted: 0 };
  const rows = ledger.plan.affected.map((version): ReportRow => {
    const outcome = ledger.outcomes.get(version.model_id) ?? leftOver(ledger, version);
    counts[outcome.outcome] += 1;
    return { ...version, ...outcome };
  });
  const strangers = [...ledger.told].filter(([id]) => !ledger.planned.has(id));
  return { rows, counts, unexpected: strangers.map(([model_id, told]) => ({ model_id, told })) };
}

/** No answer speaks of it: when a cascade was answered it fell to the limit, otherwise no call reached it. */
function leftOver(ledger: Ledger, { model_name }: AffectedVersion) {
  const because = ledger.cascaded.has(model_name) ? 'limit' : 'not-sent';
  return { outcome: 'left', because } as const;
}
