import { MAX_DELETIONS_PER_CALL } from '../contract/delete-model.ts';
import { normalId } from '../contract/id.ts';
import type { ModelId } from '../contract/model.ts';
import type { Call } from './answer.ts';
import { isOpen, type Ledger, plannedVersion } from './ledger.ts';

/**
 * The next DELETE of a plan, given what is known; undefined when none is left to make. Names take their turns in the
 * plan's order. A whole name goes by cascade while more than one of its versions is open and cascades get on;
 * everything else goes version by version.
 *
 * @param individually whole names that must not be cascaded any more: they have versions that nobody confirmed, or that are
 *   to be left alone.
 * @param leftAlone versions that no call is made for, by their ids in normal form.
 */
export function nextCall(
  ledger: Ledger,
  individually: ReadonlySet<string> = new Set(),
  leftAlone: ReadonlySet<ModelId> = new Set(),
): Call | undefined {
  for (const { model_id, model_name } of ledger.plan.affected) {
    if (!maySend(ledger, model_id) || leftAlone.has(normalId(model_id))) continue;
    const isWhole = ledger.plan.cascades.includes(model_name) && !individually.has(model_name);
    const cascade = isWhole && !ledger.stalled.has(model_name) && countOpen(ledger, model_name) > 1;
    return { model_id, cascade };
  }
  return undefined;
}

/**
 * How many calls are still to come, one that is under way included, if all goes as foreseen.
 *
 * @param individually as for `nextCall`, and so is `leftAlone`.
 */
export function callsToGo(
  ledger: Ledger,
  individually: ReadonlySet<string>,
  leftAlone: ReadonlySet<ModelId> = new Set(),
): number {
  let calls = 0;
  for (const [name, versions] of ledger.ofName) {
    const mayGo = ({ model_id }: { model_id: ModelId }) => !leftAlone.has(normalId(model_id));
    const open = versions.filter((one) => isOpen(ledger, one.model_id) && mayGo(one)).length;
    const isWhole = ledger.plan.cascades.includes(name) && !individually.has(name);
    const isCascade = isWhole && !ledger.stalled.has(name);
    calls += isCascade ? Math.ceil(open / MAX_DELETIONS_PER_CALL) : open;
  }
  return calls;
}

/**
 * Why a call must not be made under a plan, as far as is known of it; undefined when it may. The gateway asks this of
 * every call that it is sent.
 *
 * @example
 * rejectionReason(openLedger(plan), { model_id: 'of-no-plan', cascade: false }); // 'not-planned'
 */
export function rejectionReason(ledger: Ledger, call: Call): 'not-planned' | 'made-before' | undefined {
  const planned = plannedVersion(ledger, call.model_id);
  if (!planned || (call.cascade && !ledger.plan.cascades.includes(planned.model_name))) return 'not-planned';
  return maySend(ledger, call.model_id) ? undefined : 'made-before';
}

/** Whether a call for a version may be made. A DELETE is never repeated: one whose own call found no answer is left to the operator. */
export function maySend(ledger: Ledger, id: ModelId): boolean {
  return isOpen(ledger, id) && !ledger.targets.has(normalId(id));
}

function countOpen(ledger: Ledger, name: string): number {
  const versions = ledger.ofName.get(name) ?? [];
  return versions.filter((version) => isOpen(ledger, version.model_id)).length;
}
