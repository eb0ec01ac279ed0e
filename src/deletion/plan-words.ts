import { MAX_DELETIONS_PER_CALL } from '../../core/contract/delete-model.ts';
import type { ModelId } from '../../core/contract/model.ts';
import { countVerdicts, type Plan } from '../../core/deletion/plan.ts';
import { m } from '../messages/messages.js';
import { formatAtLeast, formatCount } from '../ui/format.ts';
import { isAwaited } from './shown-versions.ts';

/** The names that a plan touches, each once. */
export function namesInPlan(plan: Plan): string[] {
  return [...new Set(plan.affected.map((version) => version.model_name))];
}

/** How many versions the plan can delete; when it can delete none, how many it would try. */
export function countOnButton(plan: Plan): number {
  const counts = countVerdicts(plan);
  const deletable = counts.delete + counts['at-risk'] + counts.unchecked;
  return deletable > 0 ? deletable : counts.blocked;
}

/**
 * The dialog's question: verb, counts, noun.
 *
 * @param outOf the versions that the names have in all, or (`isAtLeast`) some of them.
 */
export function titleOf(plan: Plan, outOf: number, isAtLeast: boolean): string {
  const names = namesInPlan(plan);
  const count = formatCount(countOnButton(plan));
  const all = formatAtLeast(outOf, isAtLeast);
  const [name] = names;
  return names.length === 1 && name !== undefined
    ? m.delete_title({ count, all, outOf, name })
    : m.delete_title_names({ count, all, names: names.length });
}

/**
 * What will happen, in one line, part by part.
 *
 * @param kept how many candidates are left out.
 * @param left the versions whose services are still to be asked for.
 */
export function summaryOf(plan: Plan, kept: number, left: ReadonlySet<ModelId>): string[] {
  const counts = countVerdicts(plan);
  const awaited = plan.affected.filter((version) => isAwaited(version, left)).length;
  const parts: [number, (inputs: { count: number; shown: string }) => string][] = [
    [counts.delete, m.summary_delete],
    [counts['at-risk'], m.summary_at_risk],
    [counts.unchecked - awaited, m.summary_unchecked],
    [awaited, m.summary_being_checked],
    [counts.blocked, m.summary_blocked],
    [kept, m.summary_kept],
  ];
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, say]) => say({ count, shown: formatCount(count) }));
  if (plan.calls.length < 2) return said;
  const calls = { count: formatCount(plan.calls.length), limit: MAX_DELETIONS_PER_CALL };
  return [...said, plan.cascades.length > 0 ? m.summary_rounds(calls) : m.summary_calls(calls)];
}

/** What must be typed before more than one version is deleted: the name, or for several names the count. */
export function consentWord(plan: Plan): string | undefined {
  if (plan.affected.length < 2) return undefined;
  const [name, ...others] = namesInPlan(plan);
  return others.length === 0 ? name : String(plan.affected.length);
}
