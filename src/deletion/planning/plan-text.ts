import type { ModelId } from '../../../core/contract/model.ts';
import type { Fate } from '../../../core/deletion/fates.ts';
import type { AffectedVersion, Plan } from '../../../core/deletion/plan.ts';
import {
  countToGo,
  foreseenToGo,
  isAllRefused,
  namesInPlan,
  sumOf,
} from '../../../core/deletion/plan-counts.ts';
import { m } from '../../messages/messages.js';
import { formatAtLeast, formatCount, formatList, sizeOf } from '../../ui/text/format.ts';
import { isAwaited } from './shown-versions.ts';

/**
 * The dialog's question: verb, counts, noun; where nothing can be deleted, that.
 *
 * @param outOf the versions that the names have in all, or (`isAtLeast`) some of them.
 */
export function titleOf(plan: Plan, outOf: number, isAtLeast: boolean): string {
  if (plan.affected.length === 0) return m.delete_title_none();
  if (isAllRefused(plan)) return refusedTitle(plan.affected);
  const names = namesInPlan(plan);
  const count = formatCount(countToGo(plan));
  const all = formatAtLeast(outOf, isAtLeast);
  const [name] = names;
  return names.length === 1 && name !== undefined
    ? m.delete_title({ count, all, outOf, name })
    : m.delete_title_names({ count, all, names: formatCount(names.length) });
}

/** The title while calls are made: what is being done, no question any more. */
export function runningTitle(plan: Plan): string {
  const names = namesInPlan(plan);
  const count = countToGo(plan);
  const shown = formatCount(count);
  const [name] = names;
  return names.length === 1 && name !== undefined
    ? m.deleting_title({ count, shown, name })
    : m.deleting_title_names({ count, shown, names: formatCount(names.length) });
}

function refusedTitle(affected: readonly AffectedVersion[]): string {
  const [first] = affected;
  if (!first || affected.length > 1) return m.refused_title_many({ count: formatCount(affected.length) });
  return m.refused_title({ name: first.model_name, version: first.model_version });
}

/** Why nothing of a plan can be deleted: what uses it, or that it is subscribed. */
export function refusalReason({ affected }: Plan): string {
  const services = new Set(affected.flatMap((version) => version.services.map((one) => one.service_name)));
  const subscribed = affected.some((version) => version.subscribed) ? [m.verdict_subscribed()] : [];
  const [first, ...others] = services;
  if (first === undefined) return formatList(subscribed);
  const user = others.length === 0 ? first : m.and_others({ first, count: others.length });
  return formatList([m.in_use_by({ user }), ...subscribed]);
}

/** The sum that a plan is: how many versions there are to decide about, and what becomes of how many of them. */
export type Equation = { total: string; terms: readonly string[] };

/**
 * @param kept how many candidates are left out.
 * @param left the versions whose services are still to be asked for.
 */
export function equationOf(plan: Plan, kept: number, left: ReadonlySet<ModelId>): Equation {
  const awaited = plan.affected.filter((version) => isAwaited(version, left)).length;
  const { total, terms } = sumOf(plan, { kept, awaited });
  return {
    total: formatCount(total),
    terms: terms.map(({ fate, count }) => SAY[fate]({ count, shown: formatCount(count) })),
  };
}

const SAY: Record<Fate, (inputs: { count: number; shown: string }) => string> = {
  delete: m.sum_delete,
  'at-risk': m.sum_at_risk,
  unchecked: m.sum_unchecked,
  'being-checked': m.sum_being_checked,
  blocked: m.sum_blocked,
  protected: m.protect_sum,
  kept: m.sum_kept,
};

/** What goes with the versions that are foreseen to go: `24 MB`; undefined where a size is not known. */
export function sizeToGo(plan: Plan): string | undefined {
  const going = foreseenToGo(plan);
  return going.length === 0 ? undefined : sizeOf(going);
}

/** What must be typed before more than one version is deleted: the name, or for several names the count. */
export function consentWord(plan: Plan): string | undefined {
  if (plan.affected.length < 2) return undefined;
  const [name, ...others] = namesInPlan(plan);
  return others.length === 0 ? name : String(countToGo(plan));
}

/** Whether what was typed is the word: spaces around it are forgiven, and how a letter with an accent is put together. */
export function isSameWord(typed: string, word: string): boolean {
  return typed.trim().normalize() === word.trim().normalize();
}
