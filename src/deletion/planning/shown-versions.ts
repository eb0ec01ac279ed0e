import type { ModelId } from '../../../core/contract/model.ts';
import type { ReportRow } from '../../../core/deletion/outcome.ts';
import type { AffectedVersion, Plan } from '../../../core/deletion/plan.ts';
import type { Candidate, PlannedChoice } from '../../../core/deletion/plan-deletion.ts';
import type { Report } from '../../../core/deletion/report.ts';

/** A version in the review: foreseen, not foreseen yet (`isBeingChecked`), or kept out of the deletion. */
export type ForeseenVersion = Candidate & { isBeingChecked: boolean };

/** A version in the dialog: in the review, or, once a run goes on, settled. */
export type ShownVersion = ForeseenVersion | ReportRow;

/**
 * The candidates in their order, those marked whose verdict is still to come.
 *
 * @param left those whose services are still to be asked for.
 */
export function versionsToReview(
  { candidates }: Pick<PlannedChoice, 'candidates'>,
  left: ReadonlySet<ModelId>,
): ForeseenVersion[] {
  return candidates.map((version) => {
    return { ...version, isBeingChecked: !version.isKept && !version.protection && isAwaited(version, left) };
  });
}

/** Whether there will be a verdict that is not there yet; a subscribed version is refused whatever uses it. */
export function isAwaited({ verdict, model_id }: AffectedVersion, left: ReadonlySet<ModelId>): boolean {
  return verdict === 'unchecked' && left.has(model_id);
}

/** The versions of a plan as its run goes on, in the order of the calls. */
export function versionsUnderWay(plan: Plan, report: Report | undefined): readonly ShownVersion[] {
  return report?.rows ?? plan.affected.map((row) => ({ ...row, isKept: false, isBeingChecked: false }));
}
