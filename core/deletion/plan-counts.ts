import type { Fate } from './fates.ts';
import { type AffectedVersion, countVerdicts, type Plan } from './plan.ts';
import type { Candidate } from './plan-deletion.ts';

/** The names that a plan touches, each once. */
export function namesInPlan(plan: Plan): string[] {
  return [...new Set(plan.affected.map((version) => version.model_name))];
}

/**
 * The versions that are foreseen to go: those that nothing is known to hold. Where there are none, those that may go; where
 * all are known to be refused, none.
 */
export function foreseenToGo(plan: Plan): AffectedVersion[] {
  const going = plan.affected.filter(({ verdict }) => verdict === 'delete');
  if (going.length > 0) return going;
  return plan.affected.filter(({ verdict }) => verdict !== 'blocked');
}

/** How many versions the title and the button name: those foreseen to go, or, in a plan that is a mere try, all of it. */
export function countToGo(plan: Plan): number {
  return foreseenToGo(plan).length || plan.affected.length;
}

/** Whether every version is known to be refused. */
export function isAllRefused(plan: Plan): boolean {
  return plan.affected.length > 0 && plan.affected.every(({ verdict }) => verdict === 'blocked');
}

/** How many versions there are to decide about, and what becomes of how many of them; no term is 0. */
export type PlanSum = { total: number; terms: readonly { fate: Fate; count: number }[] };

/**
 * The sum that a plan is: each version stands in one term. What goes comes first.
 *
 * @param beside how many candidates are kept, and of how many of the unchecked the verdict is still to come.
 */
export function sumOf(plan: Plan, { kept, awaited = 0 }: { kept: number; awaited?: number }): PlanSum {
  const counts = countVerdicts(plan);
  const shielded = plan.protected?.length ?? 0;
  const terms: PlanSum['terms'] = [
    { fate: 'delete', count: counts.delete },
    { fate: 'at-risk', count: counts['at-risk'] },
    { fate: 'unchecked', count: counts.unchecked - awaited },
    { fate: 'being-checked', count: awaited },
    { fate: 'blocked', count: counts.blocked },
    { fate: 'protected', count: shielded },
    { fate: 'kept', count: kept },
  ];
  return { total: plan.affected.length + shielded + kept, terms: terms.filter(({ count }) => count > 0) };
}

/** How many candidates are kept by choice: they neither go nor are protected. */
export function countKept(candidates: readonly Candidate[]): number {
  return candidates.filter(({ isKept, protection }) => isKept && !protection).length;
}
