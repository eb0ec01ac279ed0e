import type { ModelId } from '../../core/contract/model.ts';
import type { AffectedVersion, Plan } from '../../core/deletion/plan.ts';
import type { Report } from '../../core/deletion/report.ts';
import type { ShownVersion } from './affected-versions.tsx';
import type { PlannedWish } from './use-plan.ts';

/**
 * The candidates in their order, those that go with the call that reaches them, those that are kept marked so.
 *
 * @param left those whose services are still to be asked for.
 */
export function versionsToReview(
  { plan, candidates }: PlannedWish,
  left: ReadonlySet<ModelId>,
): ShownVersion[] {
  const going = new Map(plan.affected.map((version) => [version.model_id, version]));
  const calls = callNumbers(plan);
  return candidates.map((candidate) => {
    const version = going.get(candidate.model_id);
    return version
      ? {
          ...version,
          isKept: false,
          isBeingChecked: isAwaited(version, left),
          call: calls.get(version.model_id),
        }
      : { ...candidate, isKept: true };
  });
}

/** Whether there will be a verdict that is not there yet; a subscribed version is refused whatever uses it. */
export function isAwaited({ verdict, model_id }: AffectedVersion, left: ReadonlySet<ModelId>): boolean {
  return verdict === 'unchecked' && left.has(model_id);
}

/** The versions of a plan as its run goes on. */
export function versionsUnderWay(plan: Plan, report: Report | undefined): ShownVersion[] {
  const rows = report?.rows ?? plan.affected;
  return rows.map((row) => ({ ...row, isKept: false }));
}

/** Which call reaches a version first; only told where one call reaches many and there are several. */
function callNumbers({ calls }: Plan): Map<string, number> {
  const numbers = new Map<string, number>();
  if (calls.length < 2 || !calls.some((call) => call.cascade)) return numbers;
  for (const [index, { covers }] of calls.entries()) {
    for (const id of covers) if (!numbers.has(id)) numbers.set(id, index + 1);
  }
  return numbers;
}
