import { normalId } from '../contract/id.ts';
import type { ModelId, ModelListItem } from '../contract/model.ts';
import type { BlockerCheck } from './plan.ts';

/** What is left out of a deletion: by rule, and by hand, which goes before the rules. */
export type Exceptions = {
  /** How many of the newest versions of each name are kept. */
  newest: number;
  /** Whether versions are kept that a service uses, or may use: one that could not be checked is kept as well. */
  inUse: boolean;
  /** Rows that were ticked (to go) or unticked (to be kept), by their ids in normal form. */
  byHand: ReadonlyMap<ModelId, 'go' | 'keep'>;
};

/** Nothing is left out. */
export const NO_EXCEPTIONS: Exceptions = { newest: 0, inUse: false, byHand: new Map() };

/** Of the versions that were chosen, those that go after all. Newest is by creation, then by version as listed. */
export function leaveOut(
  chosen: readonly ModelListItem[],
  exceptions: Exceptions,
  check: BlockerCheck,
): Set<ModelId> {
  const newest = [...Map.groupBy(chosen, (model) => model.model_name).values()].flatMap((ofName) =>
    newestFirst(ofName).slice(0, exceptions.newest),
  );
  const kept = new Set(newest.map((model) => model.model_id));
  const isKept = ({ model_id }: ModelListItem) => {
    const byHand = exceptions.byHand.get(normalId(model_id));
    if (byHand) return byHand === 'keep';
    const isInUse = check.get(model_id)?.length !== 0;
    return kept.has(model_id) || (exceptions.inUse && isInUse);
  };
  return new Set(chosen.filter((model) => !isKept(model)).map((model) => model.model_id));
}

/** By creation; what was made in the same moment, or nobody knows when, stays as it is listed. */
export function newestFirst(models: readonly ModelListItem[]): ModelListItem[] {
  return models.toSorted((a, b) => (b.create_at ?? 0) - (a.create_at ?? 0));
}
