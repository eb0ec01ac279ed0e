import { normalId } from '../contract/id.ts';
import type { ModelId } from '../contract/model.ts';
import type { Answer } from './answer.ts';
import { applyAnswer } from './apply-answer.ts';
import { applyListing } from './apply-listing.ts';
import { type Ledger, openLedger } from './ledger.ts';
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
  /** Whether it looked for what was told as gone as well, and by id for what a list did not have. */
  confirms?: boolean | undefined;
  /** Whether it was read so long after the last call that a registry which lags shows the truth by then. */
  is_late?: boolean | undefined;
  /** In ms since the epoch. */
  at?: number | undefined;
};

/** What was answered to a plan's calls, and what lists that were read in between and afterwards showed. */
export type Evidence = { calls: readonly Answer[]; checks: readonly ListCheck[] };

/** An id in an answer that is not in the plan; `isThere` when it was told as deleted and the registry still has it. */
export type Unexpected = { model_id: ModelId; told: 'deleted' | 'refused'; isThere: boolean };

/** One row per planned version, in the plan's order; the counts add up to the plan. */
export type Report = {
  rows: readonly ReportRow[];
  counts: Record<OutcomeName, number>;
  unexpected: readonly Unexpected[];
  /** How sure it is that what counts as gone is gone. */
  confirmation: Confirmation;
};

/**
 * How many versions are told as deleted or gone without having been looked for since (`waiting`), and how many of these
 * were seen all the same (`contested`); `at` is when the last of the others was found to be gone, in ms since the epoch.
 */
export type Confirmation = { waiting: number; contested: number; at: number | undefined };

/** Folds a plan and its evidence into one outcome per version. */
export function reportDeletion(plan: Plan, evidence: Evidence): Report {
  return reportLedger(readEvidence(plan, evidence));
}

/**
 * Folds all evidence, in the order in which it came, into what is known of each version (event sourcing).
 *
 * @example
 * const call = { model_id: 'a', cascade: false };
 * const body = '{"delete_success_list":["a"],"delete_failed_list":[]}';
 * const ledger = readEvidence(plan, { calls: [{ call, status: 200, body }], checks: [] });
 * reportLedger(ledger).counts.deleted; // 1
 */
export function readEvidence(plan: Plan, { calls, checks }: Evidence): Ledger {
  const ledger = openLedger(plan);
  const checksAfter = Map.groupBy(checks, (check) => check.after_calls);
  const noteChecksAfter = (count: number) => {
    for (const check of checksAfter.get(count) ?? []) noteCheck(ledger, check);
  };
  noteChecksAfter(0);
  for (const [index, answer] of calls.entries()) {
    applyAnswer(ledger, answer);
    noteChecksAfter(index + 1);
  }
  return ledger;
}

/** Notes what a list showed that was read after all calls that are noted so far. */
export function noteCheck(ledger: Ledger, check: ListCheck): void {
  const { present, unsure, confirms = false, is_late: isLate = false, at = 0 } = check;
  applyListing(ledger, { has: new Set(present), unsure: new Set(unsure), confirms, isLate, at });
}

/**
 * The report of what is known so far: one row per planned version. For an example see `readEvidence`.
 */
export function reportLedger(ledger: Ledger): Report {
  const counts = { failed: 0, 'still-there': 0, unknown: 0, left: 0, gone: 0, deleted: 0 };
  const rows = ledger.plan.affected.map((version): ReportRow => {
    const outcome = ledger.outcomes.get(normalId(version.model_id)) ?? leftOver(ledger, version);
    counts[outcome.outcome] += 1;
    return { ...version, ...outcome };
  });
  const unexpectedIds = [...ledger.reported].filter(([key]) => !ledger.planned.has(key));
  const unexpected = unexpectedIds.map(([key, { id, as }]) => {
    return { model_id: id, told: as, isThere: ledger.contested.has(key) };
  });
  return { rows, counts, unexpected, confirmation: confirmationOf(ledger, rows) };
}

function confirmationOf(
  { confirmed, contested, reported, planned }: Ledger,
  rows: readonly ReportRow[],
): Confirmation {
  const waiting = rows.filter((row) => 'confirmed' in row && !row.confirmed).length;
  const unexpectedIds = [...reported].filter(([key, { as }]) => !planned.has(key) && as === 'deleted');
  const unseen = unexpectedIds.filter(([key]) => !confirmed.has(key) && !contested.has(key)).length;
  const times = [...confirmed.values()].filter((at) => at > 0);
  return {
    waiting: waiting + unseen,
    contested: [...contested].filter((key) => planned.has(key)).length,
    at: times.length > 0 ? Math.max(...times) : undefined,
  };
}

/** No answer speaks of it: when a cascade was answered it fell to the limit, otherwise no call reached it. */
function leftOver(ledger: Ledger, { model_name }: AffectedVersion) {
  const because = ledger.cascaded.has(model_name) ? 'limit' : 'not-sent';
  return { outcome: 'left', because } as const;
}
