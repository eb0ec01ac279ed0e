import { normalId } from '../contract/id.ts';
import type { ModelId } from '../contract/model.ts';
import type { Call } from './answer.ts';
import type { Outcome } from './outcome.ts';
import type { AffectedVersion, Plan } from './plan.ts';

/**
 * What is known so far of each version of a plan. Answers and lists are noted in the order in which they came. All keys
 * are ids in their normal form.
 */
export type Ledger = {
  readonly plan: Plan;
  readonly planned: ReadonlyMap<ModelId, AffectedVersion>;
  readonly ofName: ReadonlyMap<string, readonly AffectedVersion[]>;
  /** A version that nothing has spoken of yet is absent. */
  readonly outcomes: Map<ModelId, Outcome>;
  /** Every id that the registry has named, planned or not, as it came. */
  readonly reported: Map<ModelId, { id: ModelId; as: 'deleted' | 'refused' }>;
  /** The last refusal of each planned version that had one. */
  readonly refusals: Map<ModelId, Outcome>;
  /** Versions that a call was made for which may have reached them, whatever came back. */
  readonly touched: Set<ModelId>;
  /** Versions that a call may have touched which had no certain answer, whatever was told of them later. */
  readonly doubted: Set<ModelId>;
  /** Told as gone, planned or not, and named by the registry since as if it were there. */
  readonly contested: Set<ModelId>;
  /** When each that was told as gone, planned or not, was found to be so, in ms since the epoch; 0 where nobody noted when. */
  readonly confirmed: Map<ModelId, number>;
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
    planned: new Map(plan.affected.map((version) => [normalId(version.model_id), version])),
    ofName: Map.groupBy(plan.affected, (version) => version.model_name),
    outcomes: new Map(),
    reported: new Map(),
    refusals: new Map(),
    touched: new Set(),
    doubted: new Set(),
    contested: new Set(),
    confirmed: new Map(),
    targets: new Set(),
    cascaded: new Set(),
    stalled: new Set(),
  };
}

/** What is known of a planned version; undefined while nothing has spoken of it. */
export function outcomeOf(ledger: Ledger, id: ModelId): Outcome | undefined {
  return ledger.outcomes.get(normalId(id));
}

/** The planned version with this id, in whatever case it came. */
export function plannedVersion(ledger: Ledger, id: ModelId): AffectedVersion | undefined {
  return ledger.planned.get(normalId(id));
}

/** Whether nothing is known against a call for a planned version: it was not deleted, refused, or put in doubt. */
export function isOpen(ledger: Ledger, id: ModelId): boolean {
  if (!plannedVersion(ledger, id)) return false;
  const known = outcomeOf(ledger, id)?.outcome;
  return known === undefined || known === 'left';
}

/** Whether nothing says yet that a planned version is gone. */
export function mayBeThere(ledger: Ledger, id: ModelId): boolean {
  const known = outcomeOf(ledger, id)?.outcome;
  return known !== 'deleted' && known !== 'gone';
}

/** Every id of which a look at the registry could tell something new: planned ones, and those told as deleted unplanned. */
export function idsToLookFor({ plan, planned, reported, confirmed }: Ledger): ModelId[] {
  const unexpectedIds = [...reported].filter(([key, { as }]) => as === 'deleted' && !planned.has(key));
  return [
    ...plan.affected.map((version) => version.model_id),
    ...unexpectedIds.map(([, { id }]) => id),
  ].filter((id) => !confirmed.has(normalId(id)));
}

/** The planned versions that a call can reach: its target and, by cascade, every other of its name. */
export function withinReach(ledger: Ledger, call: Call): ModelId[] {
  const name = plannedVersion(ledger, call.model_id)?.model_name;
  if (!call.cascade || name === undefined) return [call.model_id];
  return (ledger.ofName.get(name) ?? []).map((version) => version.model_id);
}

/**
 * Notes an outcome of a planned version. What was told as deleted or gone stays so, unless a list says otherwise for long
 * (apply-listing.ts). What was ever in doubt and is gone counts as deleted by the call that had no answer: a registry that
 * is slow may still have had it in a list that was read before.
 */
export function record(ledger: Ledger, id: ModelId, outcome: Outcome): void {
  const key = normalId(id);
  if (!mayBeThere(ledger, key) || !ledger.planned.has(key)) return;
  if (outcome.outcome === 'failed') ledger.refusals.set(key, outcome);
  if (outcome.outcome === 'unknown') ledger.doubted.add(key);
  const isFound = ledger.doubted.has(key) && outcome.outcome === 'gone';
  ledger.outcomes.set(
    key,
    isFound ? { outcome: 'deleted', by: 'list', confirmed: outcome.confirmed } : outcome,
  );
}
