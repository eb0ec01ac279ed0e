import type { Refusal } from '../contract/delete-model.ts';
import type { ModelId } from '../contract/model.ts';
import { type Answer, type Call, readAnswer } from './answer.ts';
import type { Outcome } from './outcome.ts';
import type { AffectedVersion, Plan } from './plan.ts';

/** What is known so far of each version of a plan. Answers and lists are noted in the order in which they came. */
export type Ledger = {
  readonly plan: Plan;
  readonly planned: ReadonlyMap<ModelId, AffectedVersion>;
  readonly ofName: ReadonlyMap<string, readonly AffectedVersion[]>;
  /** A version that nothing has spoken of yet is absent. */
  readonly outcomes: Map<ModelId, Outcome>;
  /** Every id that the registry has named, planned or not. */
  readonly told: Map<ModelId, 'deleted' | 'refused'>;
  /** The last refusal of each planned version that had one. */
  readonly refusals: Map<ModelId, Outcome>;
  /** Versions that a call may have touched which had no certain answer, whatever was told of them later. */
  readonly doubted: Set<ModelId>;
  /** The targets of calls that were carried out, or may have been: no version is the target of two. */
  readonly targets: Set<ModelId>;
  /** Names of which a cascade was answered, and those of which one deleted nothing. */
  readonly cascaded: Set<string>;
  readonly stalled: Set<string>;
};

/** A ledger in which nothing is noted yet. */
export function openLedger(plan: Plan): Ledger {
  return {
    plan,
    planned: new Map(plan.affected.map((version) => [version.model_id, version])),
    ofName: Map.groupBy(plan.affected, (version) => version.model_name),
    outcomes: new Map(),
    told: new Map(),
    refusals: new Map(),
    doubted: new Set(),
    targets: new Set(),
    cascaded: new Set(),
    stalled: new Set(),
  };
}

/** Whether nothing is known against a call for a planned version: it was not deleted, refused, or put in doubt. */
export function isOpen(ledger: Ledger, id: ModelId): boolean {
  if (!ledger.planned.has(id)) return false;
  const known = ledger.outcomes.get(id)?.outcome;
  return known === undefined || known === 'left';
}

/** Whether a planned version may still be there, so that a list could tell something new of it. */
export function mayBeThere(ledger: Ledger, id: ModelId): boolean {
  const known = ledger.outcomes.get(id)?.outcome;
  return known !== 'deleted' && known !== 'gone';
}

/** Notes what came back of one call. */
export function noteAnswer(ledger: Ledger, answer: Answer): void {
  const { call } = answer;
  const telling = readAnswer(answer);
  if (telling.tells !== 'put-off') ledger.targets.add(call.model_id);
  switch (telling.tells) {
    case 'lists':
      noteLists(ledger, call, telling.lists.delete_success_list, telling.lists.delete_failed_list);
      return;
    case 'no-such-model':
      record(ledger, call.model_id, { outcome: 'gone' });
      return;
    case 'refused':
      for (const id of withinReach(ledger, call, isOpen)) {
        record(ledger, id, failed(id, telling.code, telling.message));
      }
      return;
    case 'nothing':
      putInDoubt(ledger, call);
      return;
    case 'put-off':
      return;
    default:
      telling satisfies never;
  }
}

function noteLists(ledger: Ledger, call: Call, successes: readonly ModelId[], refusals: readonly Refusal[]) {
  const deleted = new Set(successes);
  const refused = new Map(refusals.map((refusal) => [refusal.model_id, refusal]));
  // The target is always handled: an answer that does not name it has lost something, maybe more than that.
  if (!deleted.has(call.model_id) && !refused.has(call.model_id)) putInDoubt(ledger, call);
  for (const [id, { error_code, error_msg }] of refused) {
    if (!ledger.told.has(id)) ledger.told.set(id, 'refused');
    // In both lists: the answer contradicts itself, so only a list read afterwards can settle it.
    record(ledger, id, deleted.has(id) ? { outcome: 'unknown' } : failed(id, error_code, error_msg));
  }
  for (const id of deleted) {
    ledger.told.set(id, 'deleted');
    if (!refused.has(id)) record(ledger, id, { outcome: 'deleted', by: 'answer' });
  }
  const name = ledger.planned.get(call.model_id)?.model_name;
  if (!call.cascade || name === undefined) return;
  ledger.cascaded.add(name);
  if (deleted.size === 0) ledger.stalled.add(name);
}

/** What a list says: which ids it has, and of which it says nothing; it lacks all others. */
export type Listing = { has: ReadonlySet<ModelId>; unsure?: ReadonlySet<ModelId> };

/**
 * Notes which planned versions the registry lists now, read while no call was under way.
 *
 * @param name when only this name was listed; otherwise the list speaks of the whole plan.
 */
export function noteListed(ledger: Ledger, { has, unsure }: Listing, name?: string): void {
  const versions = name === undefined ? ledger.plan.affected : (ledger.ofName.get(name) ?? []);
  for (const { model_id: id } of versions) {
    if (has.has(id)) {
      const before = ledger.refusals.get(id) ?? { outcome: 'left', because: 'still-listed' };
      if (ledger.outcomes.get(id)?.outcome === 'unknown') ledger.outcomes.set(id, before);
    } else if (!unsure?.has(id)) record(ledger, id, { outcome: 'gone' });
  }
}

/** What a call may have touched is not known: a cascade may have reached any version, whatever order was foreseen. */
function putInDoubt(ledger: Ledger, call: Call): void {
  for (const id of withinReach(ledger, call, mayBeThere)) record(ledger, id, { outcome: 'unknown' });
}

type Which = typeof isOpen;

function withinReach(ledger: Ledger, call: Call, which: Which): ModelId[] {
  const name = ledger.planned.get(call.model_id)?.model_name;
  if (!call.cascade || name === undefined) return [call.model_id];
  const ids = (ledger.ofName.get(name) ?? []).map((version) => version.model_id);
  return ids.filter((id) => which(ledger, id));
}

/**
 * What was told as deleted or gone stays so. What was ever in doubt and is gone was deleted by the call that had no
 * answer: a registry that is slow may still have had it in a list that was read before.
 */
function record(ledger: Ledger, id: ModelId, outcome: Outcome): void {
  if (!mayBeThere(ledger, id) || !ledger.planned.has(id)) return;
  if (outcome.outcome === 'failed') ledger.refusals.set(id, outcome);
  if (outcome.outcome === 'unknown') ledger.doubted.add(id);
  const isFound = ledger.doubted.has(id) && outcome.outcome === 'gone';
  ledger.outcomes.set(id, isFound ? { outcome: 'deleted', by: 'list' } : outcome);
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function failed(id: ModelId, code: string, message: string): Outcome {
  const named = message.match(UUID) ?? [];
  const namesAnotherId = named.some((other) => other.toLowerCase() !== id.toLowerCase());
  return { outcome: 'failed', code, message, namesAnotherId };
}
